"""Which path parameters a route takes: in its handler, and in dependencies however deep."""

from __future__ import annotations

import ast
from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from scoped_fastapi_check.analysis.questions import Question, SubclassOf, ask
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.declarations import (
    Declaration,
    ParameterMarker,
    as_parameter_marker,
    literal_text,
)
from scoped_fastapi_check.model.graph import Callee, callee_of
from scoped_fastapi_check.model.method_decorators import is_static_method
from scoped_fastapi_check.model.module import Expression, Function, FunctionNode, Parameter
from scoped_fastapi_check.model.placeholders import is_placeholder
from scoped_fastapi_check.rules.path.requests import may_read_path

if TYPE_CHECKING:
    from scoped_fastapi_check.rules.base import Context

_SCALARS: Final = frozenset(
    {
        *(f"builtins.{name}" for name in ("bool", "bytes", "float", "int", "str")),
        *(f"datetime.{name}" for name in ("date", "datetime", "time", "timedelta")),
        *("decimal.Decimal", "uuid.UUID"),
    }
)
_TRANSPARENT_DECORATORS: Final = (
    fullnames.PASSING_DECORATORS | fullnames.RESPONSE_SCOPED | {"abc.abstractmethod"}
)


@dataclass(eq=False, slots=True)
class Taken:
    """What the parameters of a route take from the request.

    `names` are those that a path may give a value for. `required` are those among them without
    which the route answers 422: declared with `Path()`, or read from the query if no path has them.
    `is_known` is False where something may take more than can be seen.
    """

    names: set[str] = field(default_factory=set[str])
    required: list[Required] = field(default_factory=list["Required"])
    is_known: bool = True

    def add(self, other: Taken) -> None:
        """Take what another function takes, too."""
        self.names |= other.names
        self.required += [one for one in other.required if one not in self.required]
        self.is_known = self.is_known and other.is_known


@dataclass(frozen=True, eq=False, slots=True)
class Required:
    """A parameter that needs a value: the name it is looked up by, and where it is declared."""

    name: str
    parameter: Parameter
    is_path: bool


Answers = Generator[Question[Any], Any, None]
Known = dict[tuple[FunctionNode, int], Taken]
"""What dependencies take, by their functions and how many of the parameters FastAPI fills."""


class Takers:
    """Follows a handler and its dependencies; what one of those takes is `known` to all routes of a module."""

    def __init__(
        self, context: Context, known: Known, above: frozenset[FunctionNode] = frozenset()
    ) -> None:
        self.taken = Taken()
        self._context = context
        self._names = context.names
        self._known = known
        self._above = above

    def handler(self, function: Function, named: Expression | None) -> Answers:
        """Note what a handler takes; `named` is how it is named, where it is not decorated."""
        parameters = function.parameters
        if isinstance(function.scope.node, ast.ClassDef) and not is_static_method(function):
            if named is None or not self._is_of_object(named):
                # Class-based views read attributes of their class, too.
                self.taken.is_known = False
                return
            parameters = parameters[1:]
        yield from self._function(function, parameters)

    def _is_of_object(self, named: Expression) -> bool:
        """Whether a method is named through an object, `self.read`, and not through its class."""
        node = named.node
        return isinstance(node, ast.Attribute) and not self._names.is_class(
            named.sibling(node.value)
        )

    def entries(self, dependencies: Iterable[Expression]) -> Answers:
        """Note what the entries of `dependencies=[...]` take."""
        for expression in dependencies:
            marker = as_parameter_marker(expression, self._names)
            if marker is None or not marker.is_dependency:
                self.taken.is_known = False
            else:
                yield from self._dependency(marker, None)

    def _function(self, function: Function, parameters: Iterable[Parameter]) -> Answers:
        arguments = function.node.args
        if arguments.vararg is not None or arguments.kwarg is not None:
            self.taken.is_known = False
        for parameter in parameters:
            yield from self._parameter(self._context.declaration(parameter))

    def _parameter(self, declared: Declaration) -> Answers:
        marker = declared.marker
        if _is_certain_dependency(declared):
            assert declared.by_default is not None
            yield from self._dependency(declared.by_default, None)
        elif not declared.is_known or (marker is not None and marker.call.has_unpacking):
            self.taken.is_known = False
        elif marker is None:
            yield from self._plain(declared)
        elif marker.is_dependency:
            yield from self._dependency(marker, declared.type)
        elif marker.name == "Path":
            yield from self._path(declared, marker)
        else:
            # Read from elsewhere; FastAPI refuses it where the path has a parameter of that name.
            self.taken.names.add(declared.parameter.name)

    def _plain(self, declared: Declaration) -> Answers:
        parameter, typ = declared.parameter, declared.type
        if typ is not None:
            connection = yield from ask(SubclassOf(typ, (fullnames.HTTP_CONNECTION,)))
            if connection is not None:
                if may_read_path(parameter):
                    self.taken.is_known = False
                return
        self.taken.names.add(parameter.name)
        is_scalar = typ is None or self._names.fullname(typ) in _SCALARS
        if declared.is_required and is_scalar:
            self.taken.required.append(Required(parameter.name, parameter, is_path=False))

    def _path(self, declared: Declaration, marker: ParameterMarker) -> Answers:
        """`Path()` looks its value up by the alias; a model looks one up for each of its fields."""
        alias = marker.call.keyword("alias")
        name = declared.parameter.name if alias is None else literal_text(alias, self._names)
        is_model = False
        if declared.type is not None:
            model = yield from ask(SubclassOf(_base(declared.type), (fullnames.BASE_MODEL,)))
            is_model = model is not None
        if name is None or is_model or marker.call.keyword("validation_alias") is not None:
            self.taken.is_known = False
            return
        self.taken.names.add(name)
        if declared.is_required and not (marker in declared.in_annotation and declared.by_default):
            self.taken.required.append(Required(name, declared.parameter, is_path=True))

    def _dependency(self, marker: ParameterMarker, typ: Expression | None) -> Answers:
        dependency = marker.dependency or typ
        callee = None if dependency is None else callee_of(dependency, self._names)
        if callee is None or is_placeholder(callee.function):
            self.taken.is_known = False
            return
        if not all(self._keeps_signature(one) for one in callee.function.decorators):
            self.taken.is_known = False
            return
        yield from self._of_dependency(callee)

    def _of_dependency(self, callee: Callee) -> Answers:
        function, node = callee.function, callee.function.node
        if node in self._above:
            return
        key = node, len(callee.parameters)
        if key not in self._known:
            inner = Takers(self._context, self._known, self._above | {node})
            yield from inner._function(function, callee.parameters)
            self._known[key] = inner.taken
        self.taken.add(self._known[key])

    def _keeps_signature(self, decorator: Expression) -> bool:
        return self._names.fullname(decorator.uncalled()) in _TRANSPARENT_DECORATORS


def _is_certain_dependency(declared: Declaration) -> bool:
    """Whether a default says what a parameter depends on: its type, known or not, has no say in it."""
    marker = declared.by_default
    return (
        marker is not None
        and marker.is_dependency
        and marker.dependency is not None
        and not declared.in_annotation
        and not marker.call.has_unpacking
    )


def _base(typ: Expression) -> Expression:
    return typ.sibling(typ.node.value) if isinstance(typ.node, ast.Subscript) else typ
