"""What attributes of values stand for, and what setting them does."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from scoped_fastapi_check.application import framework
from scoped_fastapi_check.application.imports import attribute_of_module, forced
from scoped_fastapi_check.application.machine import Machine
from scoped_fastapi_check.application.route_values import RouteList, RouteObject, RouterMethod
from scoped_fastapi_check.application.routers import Router
from scoped_fastapi_check.application.values import (
    UNKNOWN,
    BoundFunction,
    Class,
    Constant,
    ContainerMethod,
    Either,
    External,
    Function,
    Instance,
    Items,
    Mapping,
    ModuleValue,
    Super,
    TextMethod,
    Value,
    either,
    text_of,
    usual,
)
from scoped_fastapi_check.model.walk import last_name

# What may be read of, or done to, a list of routes without changing what is matched.
_HARMLESS = frozenset({"index", "count", "copy"})


def attribute(machine: Machine, value: Value, name: str) -> Value:
    """What `value.name` stands for."""
    match value:
        case ModuleValue():
            return attribute_of_module(machine, value.path, name)
        case External():
            return External(f"{value.fullname}.{name}")
        case Router():
            return _of_router(machine, value, name)
        case Class() | Function() if name == "__name__":
            return Constant(value.name)
        case Class():
            return _of_class(machine, value.lineage(), name, value) or UNKNOWN
        case Instance():
            known = value.attributes.get(name)
            found = known or _of_class(machine, value.cls.lineage(), name, value)
            return forced(machine, found) or UNKNOWN
        case Super():
            return _of_super(machine, value, name)
        case Items() | Mapping():
            return ContainerMethod(value, name)
        case Constant() if isinstance(value.value, str) and name == "value":
            return value  # Of a member of an enumeration, which is taken for its value.
        case Constant() if isinstance(value.value, str):
            return TextMethod(value, name)
        case RouteList():
            return RouteList(value.router, name)
        case Either():
            return either(attribute(machine, one, name) for one in value.values)
        case _:
            return UNKNOWN


def own_method(router: Router | RouteObject, name: str) -> Function | None:
    """The method of a class of the project that a router or a route has under a name."""
    for cls in [] if router.cls is None else router.cls.lineage():
        found = cls.frame.names.get(name)
        if isinstance(found, Function):
            return found
    return None


def is_redefined(router: Router, name: str) -> bool:
    """Whether a class of the project gives a router something else under the name of a method."""
    return any(
        name in cls.frame.names for cls in ([] if router.cls is None else router.cls.lineage())
    )


def _of_router(machine: Machine, router: Router, name: str) -> Value:
    if name in router.attributes:
        return forced(machine, router.attributes[name]) or UNKNOWN
    if router.cls is not None:
        found = _of_class(machine, router.cls.lineage(), name, router)
        if found is not None:
            return found
    if name == "router" and router.is_application:
        return router
    if router.is_application and name in framework.PAGES:
        return router.options.get(name, Constant(framework.PAGES[name]))
    if name == "routes":
        router.is_used = True
        return RouteList(router)
    if name == "prefix" and not router.is_application:
        return UNKNOWN if router.prefix is None else Constant(router.prefix)
    if name == "webhooks":
        # Documentation only: what is registered there answers to nobody.
        hooks = Router(router.place, "APIRouter", name="webhooks", is_phantom=True)
        router.attributes[name] = hooks
        return hooks
    return RouterMethod(router, name)


def _of_class(machine: Machine, lineage: Iterable[Class], name: str, owner: Value) -> Value | None:
    for cls in lineage:
        found = forced(machine, cls.frame.names.get(name))
        if found is None or name.startswith("%"):
            continue
        if not isinstance(found, Function):
            return _of_object(cls, found, owner)
        kinds = (
            {
                last_name(node.func if isinstance(node, ast.Call) else node)
                for node in found.node.decorator_list
            }
            if not isinstance(found.node, ast.Lambda)
            else set[str]()
        )
        if "staticmethod" in kinds:
            return found
        if "classmethod" in kinds:
            cls_value = owner if isinstance(owner, Class) else _class_of(owner)
            return BoundFunction(found, cls_value)
        if kinds & {"property", "cached_property"} and not isinstance(owner, Class):
            from scoped_fastapi_check.application.function_calls import call_function
            from scoped_fastapi_check.application.machine import Arguments

            made = call_function(machine, found, Arguments([owner]))
            if "cached_property" in kinds and isinstance(owner, Instance | Router):
                owner.attributes[name] = made
            return made
        return found if isinstance(owner, Class) else BoundFunction(found, owner)
    return None


def _of_object(cls: Class, found: Value, owner: Value) -> Value:
    """What an attribute of a class is on an object of it."""
    if isinstance(owner, Router) and (method := framework.method_of(found)) is not None:
        return RouterMethod(owner, method)  # `read = APIRouter.get`
    if not isinstance(owner, Instance):
        return found
    default = framework.default_of(found)
    return usual(default) if any(map(framework.is_settings, cls.roots())) else default


def _class_of(owner: Value) -> Value:
    if isinstance(owner, Instance):
        return owner.cls
    if isinstance(owner, Router) and owner.cls is not None:
        return owner.cls
    return UNKNOWN


def _of_super(machine: Machine, value: Super, name: str) -> Value:
    owner = value.owner
    whole = owner.cls if isinstance(owner, Instance | Router | RouteObject) else None
    lineage = [] if whole is None else whole.lineage()
    rest = (
        lineage[lineage.index(value.cls) + 1 :] if value.cls in lineage else value.cls.lineage()[1:]
    )
    found = _of_class(machine, rest, name, owner)
    if found is not None:
        return found
    if isinstance(owner, Router):
        return RouterMethod(owner, name)
    return RouteObjectMethod(owner, name) if isinstance(owner, RouteObject) else UNKNOWN


class RouteObjectMethod(Value):
    """A method of FastAPI's own on the route that is being made."""

    __slots__ = ("name", "owner")

    def __init__(self, owner: RouteObject, name: str) -> None:
        self.owner = owner
        self.name = name


def set_attribute(machine: Machine, owner: Value, name: str, value: Value) -> None:
    """`owner.name = value`."""
    match owner:
        case Router():
            _set_on_router(machine, owner, name, value)
        case Instance():
            known = owner.attributes.get(name)
            if known is not None and machine.is_possible_in(owner.doubts):
                value = either((known, value))
            owner.attributes[name] = value
            if isinstance(value, Router):
                value.name = value.name or name
                # Who makes such objects may include it.
                value.is_used = value.is_used or not machine.is_called
        case Class():
            machine.bind(owner.frame, name, value)
        case ModuleValue():
            if (frame := machine.frames.get(owner.path)) is not None:
                machine.bind(frame, name, value)
        case Function():
            owner.is_changed = owner.is_changed or name in framework.SIGNATURE_ATTRIBUTES
        case BoundFunction():
            owner.function.is_changed = True
        case _:
            pass


def _set_on_router(machine: Machine, router: Router, name: str, value: Value) -> None:
    is_possible = machine.is_possible_on(router)
    if name == "prefix":
        router.prefix = None if is_possible else text_of(value)
    elif name == "dependencies":
        router.dependencies = UNKNOWN if is_possible else value
    elif name == "route_class":
        router.route_class = UNKNOWN if is_possible else value
    elif name in {"routes", "router"}:
        router.is_reordered = True
    elif name in framework.METHODS:
        router.attributes[name] = UNKNOWN
        router.is_reordered = True
    else:
        router.attributes[name] = value


def set_item(machine: Machine, owner: Value, key: Value, value: Value) -> Value:
    """`owner[key] = value`; the owner is returned."""
    if isinstance(owner, RouteList):
        if isinstance(value, Items) and owner.method == "" and not isinstance(key, Constant):
            from scoped_fastapi_check.application.including import add_route_objects

            add_route_objects(machine, owner.router, value)
        else:
            owner.router.is_reordered = True
        return owner
    if isinstance(owner, Mapping):
        name = text_of(key)
        if name is None:
            owner.is_complete = False
        elif machine.is_possible_in(owner.doubts):
            known = owner.items.get(name)
            owner.items[name] = UNKNOWN if known is None else either((known, value))
        else:
            owner.items[name] = value
    elif isinstance(owner, Items):
        owner.is_complete = False
    return owner
