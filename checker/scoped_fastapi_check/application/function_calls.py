"""Goes through functions of the project: what their calls are given, and what they return."""

from __future__ import annotations

import ast
from typing import Final

from scoped_fastapi_check.application import framework
from scoped_fastapi_check.application.escapes import escape
from scoped_fastapi_check.application.machine import MAX_DEPTH, Arguments, Machine
from scoped_fastapi_check.application.routers import Place, Router
from scoped_fastapi_check.application.slices import ROUTE_CLASS, YIELDS, notes_of
from scoped_fastapi_check.application.values import (
    NONE,
    UNKNOWN,
    Class,
    Constant,
    External,
    Frame,
    Function,
    Items,
    Made,
    Mapping,
    Value,
    either,
    text_of,
    usual,
)
from scoped_fastapi_check.model.quoted import quoted_expression
from scoped_fastapi_check.model.walk import last_name

# A tree of routers is hardly ever deeper.
_MAX_RECURSION: Final = 4


def call_function(machine: Machine, function: Function, arguments: Arguments) -> Value:
    """Go through a function, and return what it returns."""
    node = function.node
    times = sum(one.node is node for one in machine.active)
    is_given_router = times > 0 and any(isinstance(one, Router) for one in arguments.values())
    most = _MAX_RECURSION if is_given_router else 0
    if times > most or len(machine.active) > MAX_DEPTH or not machine.step():
        for value in arguments.values():
            escape(machine, value, function.name)
        return UNKNOWN
    key = _key(function, arguments)
    if key is not None and key in machine.results:
        return machine.results[key]
    effects = machine.effects
    value = _run(machine, function, arguments)
    if key is not None and machine.effects == effects:
        machine.results[key] = value
    return value


def _key(function: Function, arguments: Arguments) -> object:
    """What tells a call from another one, None where it is given something that it may change."""
    found: list[object] = [function.node, id(function.frame)]
    found += [arguments.is_complete, arguments.is_usual]
    for name, value in [
        *((str(number), value) for number, value in enumerate(arguments.positional)),
        *arguments.keywords.items(),
    ]:
        if isinstance(value, Constant):
            found.append((name, type(value.value), value.value, value.is_usual))
        elif value is UNKNOWN or isinstance(value, Made | External | Class):
            found.append((name, id(value)))
        else:
            return None
    return tuple(found)


def _run(machine: Machine, function: Function, arguments: Arguments) -> Value:
    # From here on, as what a parameter defaults to may call the function as well.
    machine.active.append(function)
    value = _gone_through(machine, function, arguments, bound(machine, function, arguments))
    machine.active.pop()
    return value


def _gone_through(
    machine: Machine, function: Function, arguments: Arguments, inside: Frame
) -> Value:
    node = function.node
    machine.reached.add(node)
    if isinstance(node, ast.Lambda):
        from scoped_fastapi_check.application.expressions import evaluate

        return evaluate(machine, node.body, inside)
    if not node.body:
        # Nothing in it matters, but for what it is given.
        for value in arguments.values():
            escape(machine, value, function.name)
        return UNKNOWN
    returned = Items([])
    inside.names["%returned"] = returned
    machine.run_block(machine, node.body, inside)
    if YIELDS in notes_of(node):
        return UNKNOWN
    return either(returned.items) if returned.items else NONE


def bound(machine: Machine, function: Function, arguments: Arguments) -> Frame:
    """The frame of a call, with the values of the parameters."""
    from scoped_fastapi_check.application.expressions import evaluate

    inside = Frame(function.path, function.frame, doubts=machine.doubts)
    spec = function.node.args
    names = [argument.arg for argument in (*spec.posonlyargs, *spec.args)]
    given = dict(zip(names, arguments.positional, strict=False))
    rest = dict(arguments.keywords)
    for argument in (*spec.posonlyargs, *spec.args, *spec.kwonlyargs):
        if argument.arg in rest:
            given[argument.arg] = rest.pop(argument.arg)
    missing = len(names) - len(spec.defaults)
    defaults = dict(zip(names[missing:], spec.defaults, strict=True))
    for argument, default in zip(spec.kwonlyargs, spec.kw_defaults, strict=True):
        if default is not None:
            defaults[argument.arg] = default
    for argument in (*spec.posonlyargs, *spec.args, *spec.kwonlyargs):
        value = given.get(argument.arg)
        if value is None:
            default = defaults.get(argument.arg)
            is_known = arguments.is_complete or arguments.is_usual
            value = UNKNOWN
            if default is not None and is_known:
                value = evaluate(machine, default, function.frame)
            if arguments.is_usual:
                value = usual(value) if text_of(value) is not None else UNKNOWN
        if value is UNKNOWN and argument.annotation is not None:
            value = _declared(machine, argument, function)
        inside.names[argument.arg] = value
    if spec.vararg is not None:
        inside.names[spec.vararg.arg] = Items(
            arguments.positional[len(names) :], arguments.is_complete
        )
    if spec.kwarg is not None:
        inside.names[spec.kwarg.arg] = Mapping(rest, arguments.is_complete)
    if function.owner is not None and names and names[0] in given:
        inside.names["%class"] = function.owner
        inside.names["%self"] = given[names[0]]
    return inside


def _declared(machine: Machine, argument: ast.arg, function: Function) -> Value:
    """A router of which no more is known than that a parameter is declared to be one."""
    from scoped_fastapi_check.application.expressions import evaluate

    annotation = argument.annotation
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        inner = quoted_expression(annotation.value)
        if inner is None:
            return UNKNOWN
        annotation = ast.copy_location(inner, annotation)
    if not isinstance(annotation, ast.Name | ast.Attribute):
        return UNKNOWN
    if ROUTE_CLASS.search(last_name(annotation)) is None:
        return UNKNOWN
    declared = evaluate(machine, annotation, function.frame)
    base = router_base(declared)
    if base is None:
        return UNKNOWN
    place = Place(function.path, argument.lineno, argument.col_offset)
    cls = declared if isinstance(declared, Class) else None
    return Router(
        place, base, cls, argument.arg, None, UNKNOWN, None, route_class=UNKNOWN if cls else None,
        origin=machine.origin, is_phantom=True, is_used=True, is_open=True,
    )  # fmt: skip


def router_base(value: Value) -> str | None:
    """Which class of the frameworks' a router class is, or derives from; None where it is none."""
    roots = value.roots() if isinstance(value, Class) else (value,)
    for root in roots:
        name = framework.kind(root)
        if name in framework.APPLICATIONS or name in framework.ROUTERS:
            return name
    return None
