"""Dependencies that hold a value which is closed before the response is sent: `Repository(session)`."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from scoped_fastapi_check.model.dependencies import Marker
from scoped_fastapi_check.model.graph import Callee, callee_of, dependency_of, method_of
from scoped_fastapi_check.model.lifetimes import Lifetime, lifetime, yield_dependency
from scoped_fastapi_check.model.module import Expression, Function, Parameter, Scope
from scoped_fastapi_check.model.teardown import closes_its_value
from scoped_fastapi_check.model.walk import arguments_of
from scoped_fastapi_check.model.wrapper_objects import Holder, held_by, made_holder
from scoped_fastapi_check.rules.base import Context


@dataclass(frozen=True, eq=False, slots=True)
class Held:
    """What a dependency provides, and the marker that asks for the value in it."""

    holder: Holder
    marker: Marker


class Holdings:
    """Finds what the dependencies of one module hold, each of them once."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._found: dict[tuple[Scope | None, Function], Held | None] = {}

    def of_parameter(self, parameter: Parameter, marker: Marker) -> Held | None:
        """The object that a parameter is given by a plain dependency, if it holds such a value."""
        dependency = dependency_of(parameter, marker, self._context.names)
        return None if dependency is None else self._of(dependency)

    def _of(self, dependency: Expression) -> Held | None:
        names = self._context.names
        scope = names.class_scope(dependency)
        callee = method_of(scope, "__init__", names) if scope else callee_of(dependency, names)
        if callee is None:
            return None
        key = scope, callee.function
        if key not in self._found:
            self._found[key] = None  # What depends on itself holds nothing.
            self._found[key] = self._made(scope, callee)
        return self._found[key]

    def _made(self, scope: Scope | None, callee: Callee) -> Held | None:
        given: dict[str, Holder | None] = {}
        markers: list[Marker] = []
        for parameter in callee.parameters:
            if (found := self._value(parameter)) is not None:
                markers.append(found[0])
                given[parameter.name] = found[1]
        if not given:
            return None
        if scope is None:
            made = _returned(self._context, callee.function, given)
        else:
            made = held_by(scope, given, self._context.names)
        return None if made is None else Held(made, markers[0])

    def _value(self, parameter: Parameter) -> tuple[Marker, Holder | None] | None:
        """What a parameter is given, and who asks for it: the value itself, or what holds it."""
        marker = self._context.marker(parameter)
        if marker is None:
            return None
        if (inner := self.of_parameter(parameter, marker)) is not None:
            return inner.marker, inner.holder
        if (
            marker.dependency is None
            or lifetime(marker, self._context.names) is not Lifetime.RESPONSE
        ):
            return None
        generator = yield_dependency(marker.dependency, self._context.names)
        closes = generator is not None and closes_its_value(generator.function)
        return (marker, None) if closes else None


def _returned(
    context: Context, function: Function, given: dict[str, Holder | None]
) -> Holder | None:
    """The object that a function makes and returns."""
    if function.is_generator or function.node.decorator_list or len(function.returns) != 1:
        return None
    value = function.returns[0].value
    if not isinstance(value, ast.Call):
        return None
    arguments = arguments_of(value)
    passed = {
        id(argument): given[argument.id]
        for argument in arguments
        if isinstance(argument, ast.Name)
        and argument.id in given
        and len(function.body.values[argument.id]) == 1
    }
    return made_holder(Expression(value, function.body), passed, context.names)
