"""What calls give, and what they do: to functions and classes of the project, and to what is not read."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace
from typing import Final

from scoped_fastapi_check.application import framework
from scoped_fastapi_check.application.attributes import RouteObjectMethod, attribute, set_attribute
from scoped_fastapi_check.application.containers import call_container, call_text
from scoped_fastapi_check.application.escapes import escape
from scoped_fastapi_check.application.machine import MAX_DEPTH, Arguments, Machine, Registering
from scoped_fastapi_check.application.registering import (
    HookDecorator,
    call_route_list,
    call_router_method,
    finish_route,
    made_of_framework,
    made_router,
    register,
)
from scoped_fastapi_check.application.routers import Place, Router
from scoped_fastapi_check.application.slices import ROUTE_CLASS, YIELDS, last_name, notes_of
from scoped_fastapi_check.application.values import (
    NONE,
    UNKNOWN,
    BoundFunction,
    Class,
    Constant,
    ContainerMethod,
    Either,
    External,
    Frame,
    Function,
    Instance,
    Items,
    Made,
    Mapping,
    ModuleValue,
    RouteDecorator,
    RouteList,
    RouterMethod,
    Super,
    TextMethod,
    Value,
    either,
    text_of,
)
from scoped_fastapi_check.model.quoted import quoted_expression


def call(
    machine: Machine, callee: Value, arguments: Arguments, node: ast.Call, frame: Frame
) -> Value:
    """What a call that is written in the source gives."""
    outside = machine.registering
    if outside is None and _may_register(callee):
        machine.registering = Registering(node, Place.of(frame.path, node))
    current = machine.registering
    if current is not None and current.given is None and node is current.node:
        current.given = arguments
    made = apply(machine, callee, arguments, node, frame)
    machine.registering = outside
    if outside is None and (current is None or current.count == 0):
        _note_unfollowed(machine, callee, node, frame)
    return made


def registering_node(node: ast.Call) -> ast.Call | None:
    """The call that registers in `router.get("/x")(f)`."""
    inner = node.func
    if (
        isinstance(inner, ast.Call)
        and isinstance(inner.func, ast.Attribute)
        and inner.func.attr in framework.DECORATORS
    ):
        return inner
    return None


def _may_register(callee: Value) -> bool:
    """Whether a call by itself adds a route."""
    name = ""
    if isinstance(callee, RouterMethod):
        name = callee.name
    elif isinstance(callee, BoundFunction) and isinstance(callee.owner, Router):
        name = callee.function.name
    return name in framework.ADDERS


def _note_unfollowed(machine: Machine, callee: Value, node: ast.Call, frame: Frame) -> None:
    if (
        callee is UNKNOWN
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in framework.ADDERS
    ):
        machine.unfollowed[Place.of(frame.path, node)] = node.func.attr


def apply(
    machine: Machine, callee: Value, arguments: Arguments, node: ast.Call, frame: Frame
) -> Value:
    """Call a value."""
    match callee:
        case Function():
            return call_function(machine, callee, arguments)
        case BoundFunction():
            positional = [callee.owner, *arguments.positional]
            inner = Arguments(positional, arguments.keywords, arguments.is_complete)
            return call_function(machine, callee.function, inner)
        case RouterMethod():
            return call_router_method(machine, callee, arguments, node, frame)
        case RouteDecorator():
            handler = arguments.positional[0] if arguments.positional else UNKNOWN
            register(machine, callee, handler, frame)
            return handler
        case Class():
            return _made(machine, callee, arguments, node, frame)
        case TextMethod():
            return call_text(callee, arguments)
        case ContainerMethod():
            return call_container(machine, callee, arguments)
        case RouteList():
            return call_route_list(machine, callee, arguments)
        case RouteObjectMethod():
            return finish_route(machine, callee, arguments)
        case External():
            return _external(machine, callee, arguments, node, frame)
        case Instance():
            called = attribute(machine, callee, "__call__")
            return UNKNOWN if called is UNKNOWN else apply(machine, called, arguments, node, frame)
        case HookDecorator():
            return callee.apply(arguments.positional[0] if arguments.positional else UNKNOWN)
        case Made():
            made = apply_made(callee, arguments)
            if made is UNKNOWN:
                for value in arguments.values():
                    escape(machine, value, callee.callee.fullname)
            return made
        case Either():
            with machine.doubting():
                return either(apply(machine, one, arguments, node, frame) for one in callee.values)
        case _:
            for value in arguments.values():
                escape(machine, value, ast.unparse(node.func))
            return UNKNOWN


# Functions of the project


def call_function(machine: Machine, function: Function, arguments: Arguments) -> Value:
    """Go through a function, and return what it returns."""
    node = function.node
    if node in machine.active or len(machine.active) > MAX_DEPTH or not machine.step():
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
    found: list[object] = [function.node, id(function.frame), arguments.is_complete]
    for name, value in [
        *((str(number), value) for number, value in enumerate(arguments.positional)),
        *arguments.keywords.items(),
    ]:
        if isinstance(value, Constant):
            found.append((name, type(value.value), value.value))
        elif value is UNKNOWN or isinstance(value, Made | External | Class):
            found.append((name, id(value)))
        else:
            return None
    return tuple(found)


def _run(machine: Machine, function: Function, arguments: Arguments) -> Value:
    node = function.node
    inside = bound(machine, function, arguments)
    machine.reached.add(node)
    if isinstance(node, ast.Lambda):
        from scoped_fastapi_check.application.expressions import evaluate

        machine.active.append(node)
        value = evaluate(machine, node.body, inside)
        machine.active.pop()
        return value
    if not node.body:
        # Nothing in it matters, but for what it is given.
        for value in arguments.values():
            escape(machine, value, function.name)
        return UNKNOWN
    returned = Items([])
    inside.names["%returned"] = returned
    machine.active.append(node)
    machine.run_block(machine, node.body, inside)
    machine.active.pop()
    if YIELDS in notes_of(node):
        return UNKNOWN
    return either(returned.items) if returned.items else NONE


def bound(machine: Machine, function: Function, arguments: Arguments) -> Frame:
    """The frame of a call, with the values of the parameters."""
    from scoped_fastapi_check.application.expressions import evaluate

    inside = Frame(function.path, function.frame)
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
            is_known = default is not None and arguments.is_complete
            value = evaluate(machine, default, function.frame) if is_known and default else UNKNOWN
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
        is_phantom=True, is_used=True, is_open=True,
    )  # fmt: skip


def router_base(value: Value) -> str | None:
    """Which class of the frameworks' a router class is, or derives from; None where it is none."""
    roots = value.roots() if isinstance(value, Class) else (value,)
    for root in roots:
        name = framework.kind(root)
        if name in framework.APPLICATIONS or name in framework.ROUTERS:
            return name
    return None


# Classes


def _made(
    machine: Machine, cls: Class, arguments: Arguments, node: ast.Call, frame: Frame
) -> Value:
    """An object of a class of the project."""
    base = router_base(cls)
    if base is not None:
        return made_router(machine, base, cls, arguments, node, frame)
    instance = Instance(cls)
    init = attribute(machine, instance, "__init__")
    if isinstance(init, BoundFunction):
        apply(machine, init, arguments, node, frame)
    elif any(not isinstance(root, External) for root in cls.roots()):
        for value in arguments.values():
            escape(machine, value, cls.name)
    else:
        # A dataclass, or a model: its fields are what it is given.
        instance.attributes.update(arguments.keywords)
    return instance


# What is not read

_SAFE: Final = framework.LOOKING | framework.TRANSPARENT


def _external(
    machine: Machine, callee: External, arguments: Arguments, node: ast.Call, frame: Frame
) -> Value:
    name = callee.fullname
    special = _SPECIAL.get(name)
    if special is not None:
        return special(Called(machine, arguments, frame))
    if name in framework.TRANSPARENT:
        return _transparent(name, callee, arguments, node)
    made = made_of_framework(machine, callee, arguments, node, frame)
    if made is not None:
        return made
    if name not in framework.LOOKING:
        for value in arguments.values():
            escape(machine, value, name)
    return Made(callee, arguments.positional, arguments.keywords, node, arguments.is_complete)


def _transparent(name: str, callee: External, arguments: Arguments, node: ast.Call) -> Value:
    if name in {"functools.wraps", "typing_extensions.deprecated", "warnings.deprecated"} or (
        name == "functools.lru_cache"
        and not isinstance(next(iter(arguments.positional), None), Function)
    ):
        return Made(callee, arguments.positional, arguments.keywords, node)
    value = arguments.positional[0] if arguments.positional else UNKNOWN
    if name.endswith("response_scoped_dependency") and isinstance(value, Function):
        return Function(
            value.node, value.frame, value.owner, value.wrapped, is_response_scoped=True
        )
    return value


def apply_made(made: Made, arguments: Arguments) -> Value:
    """Call what a call of another package gave: a decorator that leaves a function what it is."""
    value = arguments.positional[0] if arguments.positional else UNKNOWN
    if made.callee.fullname not in framework.TRANSPARENT:
        return UNKNOWN
    if (
        made.callee.fullname == "functools.wraps"
        and isinstance(value, Function)
        and made.positional
    ):
        value.wrapped = made.positional[0]
    return value


@dataclass(frozen=True, eq=False, slots=True)
class Called:
    """A call of a built-in function that is known here."""

    machine: Machine
    arguments: Arguments
    frame: Frame


def _super(called: Called) -> Value:
    for place in called.frame.chain():
        cls, owner = place.names.get("%class"), place.names.get("%self")
        if isinstance(cls, Class) and owner is not None:
            return Super(cls, owner)
    return UNKNOWN


def _getattr(called: Called) -> Value:
    if len(called.arguments.positional) < 2:
        return UNKNOWN
    name = text_of(called.arguments.positional[1])
    if name is None:
        if (
            isinstance(called.arguments.positional[0], ModuleValue)
            or called.arguments.positional[0] is UNKNOWN
        ):
            called.machine.dynamic.add(called.frame.path)
        return UNKNOWN
    return attribute(called.machine, called.arguments.positional[0], name)


def _setattr(called: Called) -> Value:
    if len(called.arguments.positional) == 3:
        owner, name, value = called.arguments.positional
        set_attribute(called.machine, owner, text_of(name) or "__signature__", value)
    return NONE


def _list(called: Called) -> Value:
    from scoped_fastapi_check.application.expressions import items_of

    if not called.arguments.positional:
        return Items([])
    items = items_of(called.arguments.positional[0])
    return Items(items or [], items is not None)


def _reversed(called: Called) -> Value:
    made = _list(called)
    return Items(made.items[::-1], made.is_complete) if isinstance(made, Items) else made


def _enumerate(called: Called) -> Value:
    made = _list(replace(called, arguments=Arguments(called.arguments.positional[:1])))
    assert isinstance(made, Items)
    pairs: list[Value] = [Items([Constant(number), one]) for number, one in enumerate(made.items)]
    return Items(pairs, made.is_complete)


def _zip(called: Called) -> Value:
    from scoped_fastapi_check.application.expressions import items_of

    found = [items_of(one) for one in called.arguments.positional]
    known = [one for one in found if one is not None]
    if len(known) < len(found):
        return UNKNOWN
    return Items([Items(list(row)) for row in zip(*known, strict=False)])


def _dict(called: Called) -> Value:
    first = called.arguments.positional[0] if called.arguments.positional else Mapping({})
    items = first.items if isinstance(first, Mapping) else {}
    is_complete = isinstance(first, Mapping) and first.is_complete and called.arguments.is_complete
    return Mapping({**items, **called.arguments.keywords}, is_complete)


def _cast(called: Called) -> Value:
    return called.arguments.positional[1] if len(called.arguments.positional) == 2 else UNKNOWN


def _imported(called: Called) -> Value:
    name = text_of(called.arguments.positional[0]) if called.arguments.positional else None
    found = None
    if name is not None and not name.startswith("."):
        found = called.machine.modules.resolve(called.frame.path, name, 0)
    if found is None:
        called.machine.dynamic.add(called.frame.path)
        return UNKNOWN
    if called.machine.modules.is_file(found):
        called.machine.run_module(called.machine, found)
    return ModuleValue(found, not called.machine.modules.is_file(found))


_SPECIAL: Final = {
    "builtins.super": _super,
    "builtins.getattr": _getattr,
    "builtins.setattr": _setattr,
    "builtins.list": _list,
    "builtins.tuple": _list,
    "builtins.reversed": _reversed,
    "builtins.enumerate": _enumerate,
    "builtins.zip": _zip,
    "builtins.dict": _dict,
    "typing.cast": _cast,
    "importlib.import_module": _imported,
    "builtins.__import__": _imported,
}
