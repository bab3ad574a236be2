"""Functions that return something at their end only if it is there, and forget what else may be.

`if hero: return hero` as the last statement, or a loop that returns the hero it looks for: where there is
none, Python gives back None. It is certain where the last condition asks for something that may well be
missing, and nothing before it tells whether it is.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from scoped_fastapi_check.analysis.questions import Steps, TypeOf, ask
from scoped_fastapi_check.analysis.raising import ways_through
from scoped_fastapi_check.analysis.types import class_seen, is_none
from scoped_fastapi_check.analysis.ways import Leaving
from scoped_fastapi_check.model.module import Expression, Function
from scoped_fastapi_check.model.walk import is_none_written, last_name, nodes_in

if TYPE_CHECKING:
    from scoped_fastapi_check.model.names import Names

__all__ = ["Asked", "OpenEnd", "is_finite", "may_be_none", "open_end"]

_Last: TypeAlias = ast.If | ast.For | ast.Match
_EQUALITY: Final = (ast.Eq, ast.In)
_COMPARISONS: Final = (*_EQUALITY, ast.Lt, ast.LtE, ast.Gt, ast.GtE)
# They tell nobody that something is missing.
_SPEAKING: Final = frozenset({"print", "debug", "info", "warning", "error", "log"})
# What a loop certainly comes to the end of.
_FINITE: Final = frozenset(
    {
        *(f"builtins.{name}" for name in ("list", "dict", "tuple", "set", "frozenset")),
        *("typing.Sequence", "collections.abc.Sequence", "collections.deque"),
    }
)
_DISPLAYS: Final = (ast.List, ast.Tuple, ast.Set, ast.ListComp, ast.SetComp)


@dataclass(frozen=True, slots=True)
class Asked:
    """A name that a condition asks for something, by a comparison or for whether it is there at all."""

    name: str
    value: ast.expr
    is_compared: bool


@dataclass(frozen=True, slots=True)
class OpenEnd:
    """The last statement of a function, and of what each one alone may keep it from returning."""

    statement: _Last
    asked: Sequence[Asked]


def open_end(function: Function, names: Names) -> OpenEnd | None:
    """How a function may come to its end that else returns a value."""
    last = _last(function)
    if last is None or not _returns_a_value(last):
        return None
    asked = [each for each in _asked_by(last) if not _is_told_before(each.name, function, last)]
    if not asked:
        return None
    exits = ways_through(function, names).exits()
    is_open = any(each.leaving is Leaving.END for each in exits)
    return OpenEnd(last, asked) if is_open else None


def may_be_none(asked: Asked, function: Function) -> Steps[bool]:
    """Whether what a condition asks for may be None, as its type says."""
    view = yield from ask(TypeOf(Expression(asked.value, function.body)))
    members = view.members
    return any(map(is_none, members)) and not any(member.is_unknown for member in members)


def is_finite(end: OpenEnd, function: Function) -> Steps[bool]:
    """Whether a loop comes to its end if nothing in it leaves it; a condition is no loop."""
    if not isinstance(end.statement, ast.For):
        return True
    gone_through = _gone_through(end.statement.iter)
    if isinstance(gone_through, _DISPLAYS):
        return True
    cls = class_seen((yield from ask(TypeOf(Expression(gone_through, function.body)))))
    return cls is not None and cls.fullname in _FINITE


def _gone_through(node: ast.expr) -> ast.expr:
    """What a loop goes through in another form: `enumerate(heroes)`, `heroes.items()`."""
    match node:
        case ast.Call(ast.Name("enumerate" | "reversed"), [inner, *_]):
            return _gone_through(inner)
        case ast.Call(ast.Attribute(inner, "items" | "keys" | "values"), []):
            return _gone_through(inner)
        case _:
            return node


def _last(function: Function) -> _Last | None:
    """The statement at the end of a function, within its `with` statements."""
    last = function.node.body[-1]
    while isinstance(last, ast.With | ast.AsyncWith):
        last = last.body[-1]
    return last if isinstance(last, _Last) else None


def _returns_a_value(statement: ast.stmt) -> bool:
    returns = [node for node in nodes_in(statement) if isinstance(node, ast.Return)]
    return any(node.value is not None for node in returns)


def _asked_by(last: ast.stmt) -> Iterator[Asked]:
    """What a statement asks for, each alone enough for it to do nothing."""
    match last:
        case ast.If(test=ast.BoolOp(op=ast.And(), values=parts), orelse=[]):
            for part in parts:
                yield from _asked(part, _COMPARISONS)
        case ast.If(test=test, orelse=[]):
            yield from _asked(test, _COMPARISONS)
        case ast.If(test=test, orelse=[ast.If() as other]):
            others = {each.name for each in _asked_by(other) if each.is_compared}
            # Of two numbers one is always the greater one.
            equal = [each for each in _asked(test, _EQUALITY) if each.is_compared]
            yield from (each for each in equal if each.name in others)
        case ast.For(body=[*before, ast.If() as condition], orelse=[]):
            if all(isinstance(each, ast.Assign) for each in before):
                yield from _asked_by(condition)
        case ast.Match(subject=ast.Name(name) as subject, cases=cases):
            if all(_is_value(case.pattern) for case in cases):
                yield Asked(name, subject, is_compared=True)
        case _:
            pass


def _is_value(pattern: ast.pattern) -> bool:
    """Whether a pattern stands for values that are written out."""
    if isinstance(pattern, ast.MatchOr):
        return all(map(_is_value, pattern.patterns))
    return isinstance(pattern, ast.MatchValue | ast.MatchSingleton)


def _asked(part: ast.expr, comparisons: tuple[type[ast.cmpop], ...]) -> Iterator[Asked]:
    match part:
        case ast.Name(name):
            yield Asked(name, part, is_compared=False)
        case ast.NamedExpr(ast.Name(name), value):
            yield Asked(name, value, is_compared=False)
        case ast.Compare(asked, [ast.IsNot() | ast.NotEq()], [none]) if is_none_written(none):
            if isinstance(asked, ast.Name | ast.NamedExpr):
                yield from _asked(asked, comparisons)
        case ast.Compare(left, [operator], [right]) if isinstance(operator, comparisons):
            sides = [left] if isinstance(operator, ast.In) else [left, right]
            yield from (
                Asked(side.id, side, is_compared=True)
                for side in sides
                if isinstance(side, ast.Name)
            )
        case _:
            pass


def _is_told_before(name: str, function: Function, last: _Last) -> bool:
    """Whether another statement may have found out about a name: a condition, or what it is handed to."""
    inside = set(nodes_in(last))
    bound = [
        node
        for node in nodes_in(function.node)
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store)
    ]
    is_parameter = any(parameter.name == name for parameter in function.parameters)
    if len(bound) != (0 if is_parameter else 1):
        return True
    return any(_may_tell(node, name) for node in nodes_in(function.node) if node not in inside)


def _may_tell(node: ast.AST, name: str) -> bool:
    match node:
        case ast.Call(func=called) if last_name(called) not in _SPEAKING:
            parts: list[ast.AST] = [node]
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
            parts = [test]
        case ast.Assert(test=test) | ast.Match(subject=test):
            parts = [test]
        case ast.Subscript() | ast.Attribute():
            parts = [node]  # Something that is not there has none.
        case _:
            return False
    return any(
        isinstance(inner, ast.Name) and inner.id == name
        for part in parts
        for inner in nodes_in(part)
    )
