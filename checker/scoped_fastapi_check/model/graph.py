"""Leads from a dependency to the function that FastAPI calls, and on to what that one depends on."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.dataclass_inits import dataclass_init, is_dataclass
from scoped_fastapi_check.model.dependencies import (
    Marker,
    annotated_marker,
    find_marker,
    unquoted,
)
from scoped_fastapi_check.model.memo import once_told
from scoped_fastapi_check.model.method_decorators import (
    is_as_written,
    is_class_method,
    is_static_method,
)
from scoped_fastapi_check.model.module import Expression, Function, Parameter, Scope
from scoped_fastapi_check.model.own_attributes import (
    is_self,
    own_class,
    value_given_to,
    value_of_own_attribute,
)
from scoped_fastapi_check.model.resolution import resolve, trail

if TYPE_CHECKING:
    from scoped_fastapi_check.model.names import Names

# Names, wrappers and base classes may stand between a dependency and its function.
_MAX_STEPS: Final = 20


@dataclass(frozen=True, eq=False, slots=True)
class Callee:
    """The function behind a dependency, and the parameters that FastAPI sees of it."""

    function: Function
    parameters: tuple[Parameter, ...]


def parameter_marker(parameter: Parameter, names: Names) -> Marker | None:
    """The marker that a parameter's declaration leads to, through aliases of every kind."""
    default = parameter.default
    if default is not None and (marker := find_marker(default, names)):
        return marker
    annotation = parameter.annotation
    for _ in range(_MAX_STEPS):
        if annotation is None:
            return None
        annotation = unquoted(annotation)
        if (marker := annotated_marker(annotation, names)) is not None:
            return marker
        node = annotation.node
        if isinstance(node, ast.Subscript):
            annotation = annotation.sibling(node.value)
        annotation = names.value(annotation)
    return None


def dependency_of(parameter: Parameter, marker: Marker, names: Names) -> Expression | None:
    """What a parameter with this marker depends on: for `Depends()` the class that it declares."""
    if marker.dependency is not None or parameter.annotation is None:
        return marker.dependency
    return declared_type(parameter.annotation, names)


def callee_of(
    dependency: Expression, names: Names, *, behind_factories: bool = True
) -> Callee | None:
    """The function that FastAPI calls for a dependency, or None where the source does not tell.

    `require_role("admin")` leads to the function that `require_role` defines and returns, unless
    what it is declared to return is all that counts: then `behind_factories` is False.
    """
    return (_callee_of if behind_factories else _declared_callee_of)(dependency, names)


@once_told
def _callee_of(dependency: Expression, names: Names) -> Callee | None:
    return _seen_callee(dependency, names, behind_factories=True)


@once_told
def _declared_callee_of(dependency: Expression, names: Names) -> Callee | None:
    return _seen_callee(dependency, names, behind_factories=False)


def _seen_callee(dependency: Expression, names: Names, *, behind_factories: bool) -> Callee | None:
    """The callee as FastAPI sees it: without what `partial` gives it."""
    partials: list[ast.Call] = []
    found = _callee_behind(dependency, names, partials, behind_factories=behind_factories)
    for partial in reversed(partials):
        found = found and _without_given(found, partial)
    return found


def _callee_behind(
    dependency: Expression, names: Names, partials: list[ast.Call], *, behind_factories: bool
) -> Callee | None:
    for _ in range(_MAX_STEPS):
        if (function := names.function(dependency)) is not None:
            return _callee(function, is_bound=is_bound(dependency, function))
        if (found := method_of_object(dependency, names)) is not None:
            return found
        if (scope := names.class_scope(dependency)) is not None:
            return method_of(scope, "__init__", names)
        node = dependency.node
        if not isinstance(node, ast.Call):
            value = names.value(dependency)
            if value is None:
                return None
            dependency = value
            continue
        called = dependency.sibling(node.func)
        if names.fullname(called) in fullnames.TRANSPARENT_WRAPPERS and node.args:
            partials.append(node)
            dependency = dependency.sibling(node.args[0])
            continue
        if behind_factories and (made := made_by(dependency, names)) is not None:
            return _callee(made, is_bound=False)
        scope = names.class_scope(called)
        return None if scope is None else method_of(scope, "__call__", names)
    return None


def made_by(call: Expression, names: Names) -> Function | None:
    """The function that a called one defines and returns, if it never returns anything else."""
    factory = (
        _factory(call.sibling(call.node.func), names) if isinstance(call.node, ast.Call) else None
    )
    return None if factory is None else made_in(factory)


def made_in(factory: Function) -> Function | None:
    """The function that another one defines and returns, if it never returns anything else."""
    if (
        factory.is_generator
        or isinstance(factory.node, ast.AsyncFunctionDef)
        or not is_as_written(factory)
        or len(factory.returns) != 1
    ):
        return None
    value = factory.returns[0].value
    if not isinstance(value, ast.Name) or len(factory.body.values.get(value.id, ())) != 1:
        return None
    found = factory.scope.module.functions_in(factory.body, value.id)
    return found[0] if len(found) == 1 else None


def _factory(called: Expression, names: Names) -> Function | None:
    """What is called to make a function: also a method, of a class or of an object made in sight."""
    if (function := names.function(called)) is not None or not isinstance(
        called.node, ast.Attribute
    ):
        return function
    made = resolve(called.sibling(called.node.value), names)
    if not isinstance(made.node, ast.Call):
        return None
    scope = names.class_scope(made.sibling(made.node.func))
    return None if scope is None else method(scope, called.node.attr, names)


def plain_function_called(call: Expression, names: Names) -> Function | None:
    """The function that a call runs as it is written: nothing decorates it."""
    node = call.node
    function = names.function(call.sibling(node.func)) if isinstance(node, ast.Call) else None
    return None if function is None or function.decorators else function


def unfinished(call: Expression, names: Names) -> str | None:
    """What calling a plain generator or coroutine function by hand gives, in words."""
    function = plain_function_called(call, names)
    if function is None:
        return None
    if function.is_generator:
        return "a generator"
    return "a coroutine" if isinstance(function.node, ast.AsyncFunctionDef) else None


def called_function(call: Expression, names: Names) -> Function | None:
    """The function that a call runs, if the source tells: also a method of an object made before.

    A class is not followed into its `__init__`.
    """
    node = call.node
    return named_function(call.sibling(node.func), names) if isinstance(node, ast.Call) else None


@once_told
def named_function(expression: Expression, names: Names) -> Function | None:
    """The function, or the method of an object made before, that an expression names."""
    if (function := names.function(expression)) is not None:
        return function
    node = expression.node
    if isinstance(node, ast.Attribute):
        base = base_behind_super(node.value, expression.scope)
        if base is not None:
            scope = names.class_scope(base)
        else:
            scope = class_of(expression.sibling(node.value), names)
        return None if scope is None else method(scope, node.attr, names)
    return None


def base_behind_super(node: ast.expr, scope: Scope) -> Expression | None:
    """The class that `super()` certainly leads to: the only base class there is."""
    owner = scope.parent
    if owner is None or not isinstance(owner.node, ast.ClassDef):
        return None
    match node:
        case ast.Call(ast.Name("super"), []):
            pass
        case ast.Call(ast.Name("super"), [ast.Name(own), ast.Name()]) if own == owner.node.name:
            pass
        case _:
            return None
    bases = owner.node.bases
    return Expression(bases[0], owner.parent) if len(bases) == 1 and owner.parent else None


@once_told
def class_of(expression: Expression, names: Names) -> Scope | None:
    """The class of an object: the one it was made of, or that a parameter declares."""
    if isinstance(expression.node, ast.Attribute):
        expression = _value_of_attribute(expression, names) or expression
    for value in trail(expression, names):
        if is_self(value):
            return own_class(value.scope)
        if isinstance(value.node, ast.Call):
            return names.class_scope(value.sibling(value.node.func))
        if (declared := _declared_type(value, names)) is not None:
            return names.class_scope(declared)
    return None


def _value_of_attribute(attribute: Expression, names: Names) -> Expression | None:
    """What an attribute of an object was given in its class: `self.errors`, `service.errors`."""
    if (own := value_of_own_attribute(attribute)) is not None:
        return own
    assert isinstance(attribute.node, ast.Attribute)
    owner = class_of(attribute.sibling(attribute.node.value), names)
    return None if owner is None else value_given_to(owner, attribute.node.attr)


def _declared_type(expression: Expression, names: Names) -> Expression | None:
    """The annotation of a parameter of a function around, without its metadata."""
    parameter = parameter_named(expression)
    annotation = None if parameter is None else parameter.annotation
    return None if annotation is None else declared_type(annotation, names)


def parameter_named(expression: Expression) -> Parameter | None:
    """The parameter, of a function around, that a name means: who calls it decides on the value."""
    node = expression.node
    if not isinstance(node, ast.Name):
        return None
    bound = expression.scope.binding(node.id)
    function = None if bound is None else bound.module.function_of(bound)
    parameters = () if function is None else function.parameters
    return next((parameter for parameter in parameters if parameter.name == node.id), None)


@once_told
def declared_type(annotation: Expression, names: Names) -> Expression:
    """What an annotation declares, without metadata, through the names of aliases."""
    for _ in range(_MAX_STEPS):
        annotation = unquoted(annotation)
        node = annotation.node
        if isinstance(node, ast.Subscript):
            if names.fullname(annotation.sibling(node.value)) not in fullnames.ANNOTATED:
                argument = _type_argument(annotation, node, names)
                if argument is None:
                    break
                annotation = argument
                continue
            if isinstance(node.slice, ast.Tuple) and node.slice.elts:
                annotation = annotation.sibling(node.slice.elts[0])
                continue
        value = names.value(annotation)
        if value is None or isinstance(value.node, ast.Call):
            break
        annotation = value
    return annotation


def _type_argument(used: Expression, node: ast.Subscript, names: Names) -> Expression | None:
    """The type that a generic alias of a bare type variable is used with: `Provided[User]`."""
    alias = resolve(used.sibling(node.value), names)
    head = alias.node
    if not isinstance(head, ast.Subscript) or isinstance(node.slice, ast.Tuple):
        return None
    is_annotated = names.fullname(alias.sibling(head.value)) in fullnames.ANNOTATED
    if not is_annotated or not isinstance(head.slice, ast.Tuple) or not head.slice.elts:
        return None
    variable = resolve(alias.sibling(head.slice.elts[0]), names)
    made = variable.node
    if not isinstance(made, ast.Call):
        return None
    is_variable = names.fullname(variable.sibling(made.func)) in fullnames.TYPE_VARIABLES
    return used.sibling(node.slice) if is_variable else None


def method(scope: Scope, name: str, names: Names) -> Function | None:
    """A method of a class, or of the first of its base classes that has it."""
    found = method_of(scope, name, names)
    return None if found is None else found.function


def method_of_object(dependency: Expression, names: Names) -> Callee | None:
    """A method that is named through an object: `database.session`."""
    node = dependency.node
    if not isinstance(node, ast.Attribute):
        return None
    scope = class_of(dependency.sibling(node.value), names)
    return None if scope is None else method_of(scope, node.attr, names)


def _callee(function: Function, *, is_bound: bool) -> Callee:
    return Callee(function, tuple(function.parameters[1 if is_bound else 0 :]))


def _without_given(callee: Callee, partial: ast.Call) -> Callee:
    """What is left to FastAPI of a function: what `partial(f, 3)` gives by position it never sees.

    What is given by name stays, with a default; an object for `self` leaves nothing to be asked for.
    """
    if any(isinstance(given, ast.Starred) for given in partial.args):
        return Callee(callee.function, ())
    parameters = callee.parameters[len(partial.args) - 1 :]
    first = next(iter(parameters), None)
    is_method = isinstance(callee.function.scope.node, ast.ClassDef)
    if first is not None and is_method and first is callee.function.parameters[0]:
        names = {keyword.arg for keyword in partial.keywords}
        parameters = parameters[1:] if names & {first.name, None} else parameters
    return Callee(callee.function, parameters)


def is_bound(dependency: Expression, function: Function) -> bool:
    """Whether the first parameter of a method is already taken by `self` or `cls`."""
    if not isinstance(function.scope.node, ast.ClassDef) or is_static_method(function):
        return False
    if is_class_method(function):
        return True
    node = dependency.node
    return (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    )


def method_of(scope: Scope, name: str, names: Names) -> Callee | None:
    """A method of a class, or of the first of its base classes that has it."""
    for place in ancestors(scope, names):
        if found := place.module.functions_in(place, name):
            return _callee(found[0], is_bound=True)
        if name == "__init__" and is_dataclass(place, names):
            made = dataclass_init(place, names)
            return None if made is None else _callee(made, is_bound=True)
    return None


def ancestors(scope: Scope, names: Names) -> Iterator[Scope]:
    """A class and its base classes, in the order in which most attributes are found."""
    seen: list[Scope] = []
    pending = [scope]
    while pending and len(seen) < _MAX_STEPS:
        current = pending.pop(0)
        if current in seen or not isinstance(current.node, ast.ClassDef):
            continue
        seen.append(current)
        yield current
        outside = current.parent
        for base in current.node.bases:
            if outside is not None:
                # `Repository[User]` has the methods of `Repository`.
                generic = base.value if isinstance(base, ast.Subscript) else base
                found = names.class_scope(Expression(generic, outside))
                pending.extend([] if found is None else [found])
