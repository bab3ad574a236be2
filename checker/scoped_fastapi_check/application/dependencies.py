"""What dependencies lead to: the parameters that they take from a path, and their trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from scoped_fastapi_check.application import framework
from scoped_fastapi_check.application.attributes import attribute
from scoped_fastapi_check.application.expressions import arguments_of, evaluate, items_of
from scoped_fastapi_check.application.imports import forced
from scoped_fastapi_check.application.machine import Machine
from scoped_fastapi_check.application.slices import READS_PATH, YIELDS, notes_of
from scoped_fastapi_check.application.values import (
    UNKNOWN,
    BoundFunction,
    Class,
    Constant,
    Dependency,
    External,
    Frame,
    Function,
    Instance,
    Made,
    Subscript,
    Value,
    text_of,
)
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.quoted import quoted_expression

_MAX_DEPTH = 20
# A dependency that two others ask for doubles with each that asks for those: so many are followed for one
# route, and for all of a project.
_MAX_OF_ONE = 2_000
_MAX_OF_ALL = 500_000
_CONNECTIONS = frozenset(
    {"Request", "WebSocket", "HTTPConnection", "Response", "BackgroundTasks", "SecurityScopes"}
)


@dataclass(eq=False, slots=True)
class Needed:
    """One dependency: what is called, under which scope, and what that depends on itself.

    `takes` are the names of parameters that are no dependencies. `is_known` is False where what is
    called cannot be followed.
    """

    name: str
    path: str | None = None
    line: int | None = None
    parameter: str | None = None
    scope: str | None = None
    """Of what has to be closed: "function", "response" or "request"."""
    says_scope: str | None = None
    takes: frozenset[str] = frozenset()
    is_known: bool = True
    use_cache: bool = True
    below: list[Needed] = field(default_factory=list["Needed"])
    key: object = None


class Trees:
    """The trees of dependencies; each function is read once."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._signatures: dict[
            ast.AST, tuple[list[tuple[str, Value, ast.arg]], bool, frozenset[str]]
        ]
        self._signatures = {}
        self._taken: dict[object, frozenset[str] | None] = {}
        self._of_one = self._of_all = 0

    def listed(self, value: Value | None) -> list[Needed] | None:
        """The entries of `dependencies=[...]`, None where they cannot be seen."""
        if value is None or (isinstance(value, Constant) and value.value is None):
            return []
        items = items_of(value)
        if items is None:
            return None
        found = [self.needed(item, None) for item in items]
        return None if None in found else [one for one in found if one is not None]

    def needed(self, marker: Value, parameter: str | None, depth: int = 0) -> Needed | None:
        """The tree of a `Depends(...)`, None where a value is none."""
        if not isinstance(marker, Dependency):
            return None
        arguments = arguments_of(self._machine, marker.node, marker.frame)
        given = arguments.named(("dependency", "use_cache"))
        dependency = forced(self._machine, given.get("dependency")) or UNKNOWN
        found = self.called(dependency, depth)
        found.parameter = parameter
        found.says_scope = text_of(given.get("scope"))
        cache = given.get("use_cache")
        found.use_cache = not (isinstance(cache, Constant) and cache.value is False)
        if found.scope == "request" and found.says_scope == "function":
            found.scope = "function"
        if found.name == "?" and marker.node.args:
            found.name = ast.unparse(marker.node.args[0])
        return found

    def annotated(self, alias: Subscript) -> Needed | None:
        """The tree of the `Depends(...)` in an alias such as `Annotated[T, Depends(f)]`."""
        marker = self._in_annotation(alias.node, alias.frame)
        return None if marker is None else self.needed(marker, None)

    def called(self, value: Value, depth: int = 0) -> Needed:
        """What FastAPI calls for a dependency, and what that depends on."""
        function, skipped = _function(self._machine, value)
        if function is None or depth > _MAX_DEPTH or not self._is_followed(depth):
            return _opaque(value)
        found = Needed(
            _name(value, function), function.path, function.node.lineno, key=function.node
        )
        parameters, is_known, takes = self.signature(function, skipped)
        found.is_known = is_known and not function.is_changed
        found.takes = takes
        if not isinstance(function.node, ast.Lambda):
            notes = notes_of(function.node)
            found.is_known = found.is_known and READS_PATH not in notes
            if YIELDS in notes:
                is_ours = isinstance(value, Function) and value.is_response_scoped
                found.scope = "response" if is_ours else "request"
        for name, marker, _ in parameters:
            below = self.needed(marker, name, depth + 1)
            if below is not None:
                found.below.append(below)
        return found

    def _is_followed(self, depth: int) -> bool:
        if depth == 0:
            self._of_one = 0
        self._of_one += 1
        self._of_all += 1
        return self._of_one <= _MAX_OF_ONE and self._of_all <= _MAX_OF_ALL

    def signature(
        self, function: Function, skipped: int = 0
    ) -> tuple[list[tuple[str, Value, ast.arg]], bool, frozenset[str]]:
        """The parameters that are dependencies, whether all are known, and the names of the others."""
        key = function.node
        if key not in self._signatures:
            self._signatures[key] = self._read(function, skipped)
        return self._signatures[key]

    def _read(
        self, function: Function, skipped: int
    ) -> tuple[list[tuple[str, Value, ast.arg]], bool, frozenset[str]]:
        spec = function.node.args
        is_known = spec.vararg is None and spec.kwarg is None
        found: list[tuple[str, Value, ast.arg]] = []
        takes: set[str] = set()
        for argument, default in list(_parameters(spec))[skipped:]:
            marker = self._marker(argument, default, function.frame)
            if marker is UNKNOWN:
                is_known = False
            if isinstance(marker, Dependency):
                arguments = arguments_of(self._machine, marker.node, marker.frame)
                if not arguments.positional and "dependency" not in arguments.keywords:
                    marker = self._of_type(argument, marker, function.frame) or marker
                found.append((argument.arg, marker, argument))
            else:
                takes.add(argument.arg)
                if isinstance(marker, Made) and "alias" in marker.keywords:
                    alias = text_of(marker.keywords["alias"])
                    is_known = is_known and alias is not None
                    takes.add(alias or argument.arg)
        return found, is_known, frozenset(takes)

    def _marker(self, argument: ast.arg, default: ast.expr | None, frame: Frame) -> Value | None:
        """What declares a parameter: its default, or the last marker in `Annotated`."""
        if default is not None and isinstance(default, ast.Call | ast.Name | ast.Attribute):
            made = evaluate(self._machine, default, frame)
            if isinstance(made, Dependency | Made):
                return made
        if argument.annotation is None:
            return None
        return self._in_annotation(_unquoted(argument.annotation), frame)

    def _in_annotation(self, node: ast.expr, frame: Frame, depth: int = 0) -> Value | None:
        if not isinstance(node, ast.Name | ast.Attribute | ast.Subscript) or depth > _MAX_DEPTH:
            return None
        made = evaluate(self._machine, node, frame)
        if isinstance(made, Subscript):
            inner = made.node.slice
            name = made.base.fullname if isinstance(made.base, External) else ""
            if (
                name not in fullnames.ANNOTATED
                or not isinstance(inner, ast.Tuple)
                or not inner.elts
            ):
                return None
            for part in reversed(inner.elts[1:]):
                marker = evaluate(self._machine, part, made.frame)
                if isinstance(marker, Dependency | Made):
                    return marker
            return self._in_annotation(_unquoted(inner.elts[0]), made.frame, depth + 1)
        if made is UNKNOWN:
            return UNKNOWN
        return None

    def _of_type(self, argument: ast.arg, marker: Dependency, frame: Frame) -> Dependency | None:
        """`Depends()`: the declared class is the dependency."""
        node = argument.annotation
        if node is None:
            return None
        node = _unquoted(node)
        place = frame
        for _ in range(_MAX_DEPTH):
            made = evaluate(self._machine, node, place)
            if not isinstance(made, Subscript) or not isinstance(made.node.slice, ast.Tuple):
                break
            if not made.node.slice.elts:
                return None
            node, place = _unquoted(made.node.slice.elts[0]), made.frame
        call = ast.copy_location(
            ast.Call(marker.node.func, [node], marker.node.keywords), marker.node
        )
        return Dependency(marker.callee, call, place)

    def taken(self, needed: Needed, depth: int = 0) -> frozenset[str] | None:
        """The names that a dependency may take from a path, however deep; None where more may be."""
        if not needed.is_known or depth > _MAX_DEPTH:
            return None
        found = set(needed.takes)
        for below in needed.below:
            inner = self.taken(below, depth + 1)
            if inner is None:
                return None
            found |= inner
        return frozenset(found)


def _function(machine: Machine, value: Value) -> tuple[Function | None, int]:
    """The function that is called, and how many of its parameters are given already."""
    match value:
        case Function():
            wrapped = value.wrapped
            return (wrapped, 0) if isinstance(wrapped, Function) else (value, 0)
        case BoundFunction():
            return value.function, 1
        case Class():
            init = attribute(machine, value, "__init__")
            return (init, 1) if isinstance(init, Function) else (None, 0)
        case Instance():
            called = attribute(machine, value, "__call__")
            return (called.function, 1) if isinstance(called, BoundFunction) else (None, 0)
        case Made(callee=External(fullname=fullnames.PARTIAL)) if value.positional:
            return _function(machine, value.positional[0])
        case _:
            return None, 0


def _opaque(value: Value) -> Needed:
    """A dependency that is not read; those of FastAPI itself take nothing from a path."""
    name = "?"
    is_known = False
    if isinstance(value, Made):
        name = value.callee.fullname.rpartition(".")[2]
        is_known = framework.kind(value.callee) is not None
    elif isinstance(value, External):
        name = value.fullname.rpartition(".")[2]
        is_known = framework.kind(value) is not None
    elif isinstance(value, Class | Instance):
        cls = value if isinstance(value, Class) else value.cls
        name = cls.name
        roots = list(cls.roots())
        is_known = bool(roots) and all(framework.kind(root) is not None for root in roots)
        return Needed(name, cls.frame.path, cls.node.lineno, is_known=is_known, key=cls.node)
    return Needed(name, is_known=is_known, key=value)


def _name(value: Value, function: Function) -> str:
    if isinstance(value, Class):
        return value.name
    if isinstance(value, Instance):
        return value.cls.name
    return function.name


def _parameters(spec: ast.arguments) -> Iterator[tuple[ast.arg, ast.expr | None]]:
    positional = [*spec.posonlyargs, *spec.args]
    missing = len(positional) - len(spec.defaults)
    yield from zip(positional, [None] * missing + list(spec.defaults), strict=True)
    yield from zip(spec.kwonlyargs, spec.kw_defaults, strict=True)


def _unquoted(node: ast.expr) -> ast.expr:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return quoted_expression(node.value) or node
    return node
