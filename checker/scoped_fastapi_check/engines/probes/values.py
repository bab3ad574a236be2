"""What is asked about, as text that a checker can read at one place."""

from __future__ import annotations

import ast
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import (
    BuiltIn,
    Declaration,
    NoneValue,
    Present,
    Result,
    ReturnedValue,
    Value,
    Way,
)
from scoped_fastapi_check.engines.probes.probes import Place, text_of
from scoped_fastapi_check.engines.probes.relocation import erased, relocated
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.dependencies import unquoted
from scoped_fastapi_check.model.graph import callee_of
from scoped_fastapi_check.model.module import Alias, Expression, Field, Function, Parameter
from scoped_fastapi_check.model.quoted import quoted_expression
from scoped_fastapi_check.model.walk import nodes_in

if TYPE_CHECKING:
    from scoped_fastapi_check.engines.probes.names import SourceNames
    from scoped_fastapi_check.engines.probes.prelude import Prelude
    from scoped_fastapi_check.model.module import Scope

_ANYTHING_IN: Final = {
    "dict": "[_sf_Any, _sf_Any]",
    "list": "[_sf_Any]",
    "set": "[_sf_Any]",
    "tuple": "[_sf_Any, ...]",
}
_ITERABLES: Final = frozenset({"typing.Iterable", "typing.AsyncIterable"})


@dataclass(frozen=True, slots=True)
class Text:
    """An expression whose type is asked for, and the definitions that it needs."""

    text: str
    setup: tuple[str, ...] = ()

    def wrapped(self, function: str, *setup: str) -> Text:
        """What a function gives for this value."""
        return Text(f"{function}({self.text})", (*self.setup, *setup))

    def bound(self, name: str) -> Text:
        """The value in a variable: its type is its own then, whatever it is used for."""
        return Text(name, (*self.setup, f"{name} = {self.text}"))

    def without_none(self, depth: int = 0) -> Text:
        """The value where it is not None."""
        name = f"_sf_v9{depth}"
        lines = (f"{name} = {self.text}", f"assert {name} is not None")
        return Text(name, (*self.setup, *lines))


@dataclass(frozen=True, slots=True)
class Values:
    """Writes values and declared types."""

    names: SourceNames
    prelude: Prelude

    def place(self, *parts: Value | Declaration | None) -> Place:
        """Where to look at several values: where one is declared, or where the most names are known."""
        known = [part for part in parts if part is not None and not isinstance(part, NoneValue)]
        for part in known:
            if isinstance(behind_none(part), ReturnedValue):
                return self._place(part)
        declarations = [part for part in known if isinstance(part, Declaration)]
        if declarations:
            return self._place(declarations[0])
        named = [part for part in known if not isinstance(behind_none(part), BuiltIn)]
        # What stands in a module is known in its functions, and not the other way round.
        return max(map(self._place, named or known), key=lambda place: len(place.scope.chain()))

    def _place(self, part: Value | Declaration) -> Place:
        match behind_none(part):
            case ReturnedValue(function, statement):
                return Place.before(statement, function)
            case Result(called):
                return Place.of(called)
            case BuiltIn(_, expression):
                return Place.of(expression)
            case Expression() as expression:
                return Place.of(expression)
            case Parameter(function):
                return _place_of_function(function)
            case Function() as function:
                return _place_of_function(function)
            case Alias(value=annotation) | Field(annotation=annotation):
                return Place.of(annotation)
            case _:
                raise AssertionError("None stands nowhere")

    def texts(self, value: Value | Declaration, place: Place) -> list[Text]:
        """Expressions for a value: any of them may be right; none where it cannot be written here."""
        match value:
            case NoneValue():
                return [Text("None")]
            case BuiltIn(fullname):
                module, _, name = fullname.rpartition(".")
                typ = f"{self.prelude.module(module)}.{name}{_ANYTHING_IN.get(name, '')}"
                return [Text(f"_sf_t.cast({typ}, None)")]
            case Present(inner):
                return [text.without_none() for text in self.texts(inner, place)]
            case ReturnedValue(_, statement):
                assert statement.value is not None
                return [Text(text_of(statement.value))]
            case Result(called) if self.names.is_wrapped(called):
                return []
            case Result():
                written = self.written(value.called, place)
                return [] if written is None else self._results(value, written)
            case Expression():
                written = self.written(value, place)
                return [] if written is None else [Text(written)]
            case _:
                declared = self.annotation(value)
                return [] if declared is None else [Text(cast_to(declared.node))]

    def annotation(self, declaration: Declaration) -> Expression | None:
        """The type that is declared, with nothing said of its type variables."""
        declared = annotation_of(declaration)
        return None if declared is None else erased(declared, self.names)

    def scopes(self, *parts: Value | Declaration | None) -> tuple[Scope, ...]:
        """Where classes may be known by the names that a checker shows for these."""
        found: list[Scope] = []
        for part in parts:
            match None if part is None else behind_none(part):
                case Result(called):
                    callee = callee_of(called, self.names)
                    found += [called.scope] if callee is None else [callee.function.scope]
                case ReturnedValue(function):
                    found.append(function.body)
                case Expression(scope=scope):
                    found.append(scope)
                case Parameter(function):
                    found.append(function.scope)
                case Function(scope=scope):
                    found.append(scope)
                case _:
                    pass
        return tuple(found)

    def written(self, expression: Expression, place: Place) -> str | None:
        """The text of an expression; None where it means something else at the place, or nothing."""
        if expression.scope.module is place.module and place.is_before:
            return text_of(expression.node)
        here = relocated(expression, place, self.prelude)
        return None if here is None else _parenthesized(here.node)

    def _results(self, value: Result, text: str) -> list[Text]:
        match value.way:
            case Way.RESULT:
                return [Text(f"_sf_result({text})")]
            case Way.AWAITED:
                return [Text(f"_sf_awaited({text})")]
            case Way.YIELDED:
                taken = "_sf_iterated" if self._is_iterable(value.function) else "_sf_yielded"
                return [Text(f"{taken}({text})")]
            case Way.UNWRAPPED:
                # A coroutine is awaited on its own: mypy finds `Coroutine[Any, Any, T]` in several
                # overloads.
                awaited = f"_sf_awaited({text})"
                found = f"_sf_unwrapped({awaited})", f"_sf_any_of(_sf_result({text}))"
                return [Text(each) for each in (*found, f"_sf_entered({awaited})")]

    def _is_iterable(self, function: Function | None) -> bool:
        """Whether a generator is annotated as `Iterable[T]`, be it with a None beside it."""
        annotation = None if function is None else annotation_of(function)
        return annotation is not None and self._has_iterable(annotation)

    def _has_iterable(self, annotation: Expression) -> bool:
        annotation = unquoted(annotation)
        match annotation.node:
            case ast.BinOp(left=left, right=right):
                sides = (annotation.sibling(side) for side in (left, right))
                return any(map(self._has_iterable, sides))
            case ast.Subscript(value=head, slice=inner):
                fullname = self.names.fullname(annotation.sibling(head)) or ""
                if fullname in fullnames.OPTIONAL | fullnames.UNION:
                    parts = inner.elts if isinstance(inner, ast.Tuple) else [inner]
                    return any(self._has_iterable(annotation.sibling(part)) for part in parts)
                return fullname in _ITERABLES
            case _:
                return False


def called_texts(called: str) -> list[Text]:
    """What a call gives, where it has to be made: mypy joins the results of several callables."""
    result = f"({called})(*_sf_t.cast(_sf_Any, None), **_sf_t.cast(_sf_Any, None))"
    return [Text(f"_sf_unwrapped({result})"), Text(result)]


def cast_to(annotation: ast.expr) -> str:
    """An expression of a type that is written; not all checkers read quotes in quotes."""
    node = annotation
    if any(_is_text(part) for part in nodes_in(node)):
        node = _Unquoter().visit(deepcopy(node))
    return f"_sf_t.cast({text_of(node)!r}, None)"


class _Unquoter(ast.NodeTransformer):
    """Puts what is quoted in a type in the place of the quotes, but for literals and metadata."""

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        """A text, or another constant."""
        if not isinstance(node.value, str):
            return node
        return quoted_expression(node.value) or node

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        """A type with arguments."""
        name = ast.unparse(node.value).rpartition(".")[2]
        if name == "Literal":
            return node
        if name == "Annotated" and isinstance(node.slice, ast.Tuple):
            node.slice.elts[:1] = map(self.visit, node.slice.elts[:1])
            return node
        node.slice = self.visit(node.slice)
        return node


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def annotation_of(declaration: Declaration) -> Expression | None:
    """What is written for a type that is declared."""
    match declaration:
        case Alias():
            return declaration.value
        case Function():
            returns = declaration.node.returns
            return None if returns is None else Expression(returns, declaration.scope)
        case _:
            return declaration.annotation


def behind_none(value: Value | Declaration) -> Value | Declaration:
    """A value, as it is where it may be None."""
    while isinstance(value, Present):
        value = value.value
    return value


def _place_of_function(function: Function) -> Place:
    return Place(function.scope, function.node.lineno, function.node.col_offset)


def _parenthesized(node: ast.expr) -> str:
    plain = isinstance(node, ast.Name | ast.Attribute | ast.Call | ast.Subscript | ast.Constant)
    return text_of(node) if plain else f"({text_of(node)})"
