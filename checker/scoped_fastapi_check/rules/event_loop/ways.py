"""The way from a function to what it does with the event loop: by itself, or by functions that it calls."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import ancestors, called_function, method
from scoped_fastapi_check.model.method_decorators import is_as_written
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.walk import last_name, nodes_in, parts_of
from scoped_fastapi_check.rules.event_loop.catching import catches
from scoped_fastapi_check.rules.event_loop.kinds import WHEN_ASYNC, kind_of
from scoped_fastapi_check.rules.shared.request_functions import is_async

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Call, Function, Module, Scope
    from scoped_fastapi_check.model.names import Names
    from scoped_fastapi_check.rules.base import Context

__all__ = ["Way", "Ways"]

_MAX_DEPTH: Final = 4
# Who makes an object that asks for a loop mostly imports one of them: other classes are not read.
_PACKAGES: Final = (*fullnames.LOOP_PACKAGES, "trio")
_BRANCHES: Final = (ast.If, ast.Match, ast.For, ast.AsyncFor, ast.While, ast.Try, ast.TryStar)
_LATER: Final = (ast.Lambda, ast.IfExp, ast.BoolOp, ast.GeneratorExp, ast.ListComp, ast.SetComp)
_DEFINITIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_LEAVING: Final = (ast.Return, ast.Raise, ast.Break, ast.Continue)


@dataclass(frozen=True, eq=False, slots=True)
class Way:
    """The call that does something with the loop, and the calls of functions that lead to it."""

    call: Call
    kind: str
    steps: tuple[Call, ...] = ()
    functions: tuple[Function, ...] = ()
    """What the steps call."""
    at: ast.expr | None = None
    """Where a report belongs that does not stand at the first call."""

    @property
    def place(self) -> ast.expr:
        """Where a report belongs."""
        return self.first.node if self.at is None else self.at

    @property
    def first(self) -> Call:
        """The call in the function that the way starts from."""
        return self.steps[0] if self.steps else self.call


class Ways:
    """Looks through functions of the project, each once."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._calls: dict[Module, dict[Function, list[Call]]] = {}
        self._certain: dict[tuple[Function, bool], Way | None] = {}

    def of(self, function: Function, *, has_loop: bool) -> Iterator[Way]:
        """All that a function does that goes wrong where a loop runs, or does not.

        A client that is only made under a condition may have been made elsewhere.
        """
        for call in self._calls_of(function):
            found = self._of_call(function, call, has_loop=has_loop, depth=0)
            if found is None:
                continue
            is_made = found.kind in fullnames.ASKS_FOR_LOOP_WHEN_MADE
            if not is_made or call.node in set(_always_done(function.node.body)):
                yield found

    def certain(self, function: Function, *, has_loop: bool, depth: int = 0) -> Way | None:
        """What calling a function certainly comes to first."""
        key = (function, has_loop)
        if key not in self._certain:
            self._certain[key] = None  # For functions that call each other.
            done = set(_always_done(function.node.body))
            for call in self._calls_of(function):
                found = (
                    self._of_call(function, call, has_loop=has_loop, depth=depth)
                    if call.node in done
                    else None
                )
                if found is not None:
                    self._certain[key] = found
                    break
        return self._certain[key]

    def _calls_of(self, function: Function) -> list[Call]:
        module = function.scope.module
        if module not in self._calls:
            found: dict[Function, list[Call]] = defaultdict(list)
            for call in module.calls:
                around = module.function_of(call.scope)
                if around is not None:
                    found[around].append(call)
            self._calls[module] = found
        return self._calls[module].get(function, [])

    def _of_call(self, function: Function, call: Call, *, has_loop: bool, depth: int) -> Way | None:
        # Further away only what is certain may stand before the rest.
        is_near = depth == 0 or last_name(call.node.func) == "run_until_complete"
        is_typed = is_near and function.scope.module is self._context.module
        kind = kind_of(call, self._context.names, is_typed=is_typed)
        if kind is not None:
            return Way(call, kind) if (kind in WHEN_ASYNC) is has_loop else None
        called = self._called(function, call, has_loop=has_loop) if depth < _MAX_DEPTH else None
        way = None
        if called is not None:
            way = self.certain(called, has_loop=has_loop, depth=depth + 1)
        if called is None or way is None:
            return None
        return Way(way.call, way.kind, (call, *way.steps), (called, *way.functions))

    def is_plain(self, function: Function) -> bool:
        """Whether a call of a function of the project does what its body says."""
        is_of_library = function.scope.module.is_of_library
        return not is_of_library and not function.is_generator and is_as_written(function)

    def _called(self, function: Function, call: Call, *, has_loop: bool) -> Function | None:
        """The function of the project that runs where the call stands, as far as it is certain."""
        names = self._context.names
        called = called_function(Expression(call.node, call.scope), names)
        if called is None and names.reaches(call.callee, _PACKAGES):
            made = names.class_scope(call.callee)
            is_made = made is not None and _makes_each_time(made, names)
            called = method(made, "__init__", names) if made is not None and is_made else None
        if called is None or called is function or not self.is_plain(called):
            return None
        if is_async(called) and not (has_loop and _is_awaited(function, call)):
            return None  # It runs where somebody awaits it.
        return called


def _makes_each_time(cls: Scope, names: Names) -> bool:
    """Whether each call of a class makes an object: a singleton may have been made elsewhere."""
    return not cls.module.is_of_library and all(
        isinstance(one.node, ast.ClassDef)
        and not (one.node.decorator_list or one.node.keywords or "__new__" in one.values)
        and not one.module.functions_in(one, "__new__")
        for one in ancestors(cls, names)
    )


def _is_awaited(function: Function, call: Call) -> bool:
    return any(
        isinstance(node, ast.Await) and node.value is call.node for node in nodes_in(function.node)
    )


def _always_done(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """What is certainly evaluated when a function is called, and no `try` is prepared for."""
    for statement in body:
        if isinstance(statement, ast.With | ast.AsyncWith):
            for item in statement.items:
                yield from _evaluated(item.context_expr)
            # A block may swallow what is raised in it.
            return
        if isinstance(statement, ast.Try | ast.TryStar) and not catches(statement):
            yield from _always_done(statement.body)
        if isinstance(statement, _BRANCHES):
            if any(isinstance(node, _LEAVING) for node in ast.walk(statement)):
                return
        elif not isinstance(statement, _DEFINITIONS):
            yield from _evaluated(statement)
        if isinstance(statement, _LEAVING):
            return


def _evaluated(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of an expression that are evaluated whatever the others give."""
    yield node
    if not isinstance(node, _LATER):
        for child in parts_of(node):
            yield from _evaluated(child)
