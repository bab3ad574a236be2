"""What calls give, and what they do: to functions and classes of the project, and to what is not read."""

from __future__ import annotations

import ast
from typing import Final

from scoped_fastapi_check.application import framework
from scoped_fastapi_check.application.adding_routes import finish_route
from scoped_fastapi_check.application.attributes import RouteObjectMethod, attribute
from scoped_fastapi_check.application.builtin_calls import BUILTIN_CALLS, Called
from scoped_fastapi_check.application.containers import call_container, call_text
from scoped_fastapi_check.application.escapes import escape, only_runs
from scoped_fastapi_check.application.function_calls import call_function, router_base
from scoped_fastapi_check.application.including import call_route_list
from scoped_fastapi_check.application.machine import Arguments, Machine, Registering
from scoped_fastapi_check.application.registering import (
    HookDecorator,
    call_router_method,
    made_of_framework,
    made_router,
    register,
)
from scoped_fastapi_check.application.route_values import RouteDecorator, RouteList, RouterMethod
from scoped_fastapi_check.application.routers import Place, Router
from scoped_fastapi_check.application.values import (
    UNKNOWN,
    BoundFunction,
    Class,
    ContainerMethod,
    Either,
    External,
    Frame,
    Function,
    Instance,
    Made,
    Partial,
    TextMethod,
    Value,
    either,
)
from scoped_fastapi_check.model import fullnames


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
    if callee is UNKNOWN and isinstance(node.func, ast.Attribute):
        _note_including(machine, node.func.attr, arguments, frame)
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
    if isinstance(callee, Partial):
        callee = callee.callee
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


def note_handed_on(machine: Machine, arguments: Arguments, node: ast.Call, frame: Frame) -> None:
    """Take note of `plugin.setup(app)`, where nobody knows what `plugin` is: it may register."""
    name = ast.unparse(node.func)
    if len(name) > _LONGEST_NAME or only_runs(name):
        return
    if any(isinstance(one, Router) and not one.is_phantom for one in arguments.values()):
        machine.handed_on[Place.of(frame.path, node)] = name


_LONGEST_NAME: Final = 80


def _note_including(machine: Machine, name: str, arguments: Arguments, frame: Frame) -> None:
    """`application.include_router(router)` in a function that nobody here calls: it may be any router."""
    if name == "include_router":
        given = (*arguments.positional, *arguments.keywords.values())
        if not any(isinstance(value, Router) for value in given):
            machine.dynamic.add(frame.path)
            machine.including.add(frame.path)


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
            register(machine, callee, handler)
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
        case Partial():
            inner = _with_bound(callee, arguments)
            current = machine.registering
            if current is not None and current.given is arguments:
                current.given = inner
            return apply(machine, callee.callee, inner, node, frame)
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


def _with_bound(callee: Partial, arguments: Arguments) -> Arguments:
    """The arguments of a call, after those that `functools.partial` was given."""
    return Arguments(
        [*callee.positional, *arguments.positional],
        {**callee.keywords, **arguments.keywords},
        callee.is_complete and arguments.is_complete,
    )


# Classes


def _made(
    machine: Machine, cls: Class, arguments: Arguments, node: ast.Call, frame: Frame
) -> Value:
    """An object of a class of the project."""
    base = router_base(cls)
    if base is not None:
        return made_router(machine, base, cls, arguments, node, frame)
    instance = Instance(cls, doubts=machine.doubts)
    init = attribute(machine, instance, "__init__")
    if isinstance(init, BoundFunction):
        apply(machine, init, arguments, node, frame)
    elif any(not isinstance(root, External) for root in cls.roots()):
        for value in arguments.values():
            escape(machine, value, cls.name)
    else:
        # A dataclass, a model or a named tuple: its fields are what it is given.
        instance.attributes.update(zip(_fields(cls), arguments.positional, strict=False))
        instance.attributes.update(arguments.keywords)
    return instance


def _fields(cls: Class) -> list[str]:
    """The fields of a class by their places, those that it inherits first."""
    names = [
        node.target.id
        for one in reversed(cls.lineage())
        for node in one.node.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    ]
    return list(dict.fromkeys(names))


# What is not read

_SAFE: Final = framework.LOOKING | framework.TRANSPARENT


def _external(
    machine: Machine, callee: External, arguments: Arguments, node: ast.Call, frame: Frame
) -> Value:
    name = callee.fullname
    special = BUILTIN_CALLS.get(name)
    if special is not None:
        return special(Called(machine, arguments, frame))
    first = next(iter(arguments.positional), None)
    if isinstance(first, Router) and (method := framework.method_of(callee)) is not None:
        # `APIRouter.get(router, "/x")`
        rest = Arguments(arguments.positional[1:], arguments.keywords, arguments.is_complete)
        return call_router_method(machine, RouterMethod(first, method), rest, node, frame)
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
    if name in fullnames.RESPONSE_SCOPED and isinstance(value, Function):
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
