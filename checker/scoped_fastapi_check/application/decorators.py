"""What decorators make of functions, and those that may have registered something unseen."""

from __future__ import annotations

import ast

from scoped_fastapi_check.application import framework
from scoped_fastapi_check.application.calls import apply
from scoped_fastapi_check.application.expressions import evaluate
from scoped_fastapi_check.application.machine import Arguments, Machine, Registering
from scoped_fastapi_check.application.routers import Place
from scoped_fastapi_check.application.values import (
    UNKNOWN,
    Either,
    External,
    Frame,
    Function,
    Made,
    Value,
)


def decorate(machine: Machine, decorator: ast.expr, value: Value, frame: Frame) -> Value:
    """What a decorator makes of a function."""
    outside = machine.registering
    if isinstance(decorator, ast.Call):
        site = Place.of(frame.path, decorator)
        machine.registering = Registering(decorator, site, handler=value)
    callee = evaluate(machine, decorator, frame)
    made = apply(machine, callee, Arguments([value]), call_of(decorator), frame)
    current, machine.registering = machine.registering, outside
    if isinstance(decorator, ast.Call) and current is not None and current.count == 0:
        _note_unfollowed(machine, decorator, frame)
    if made is UNKNOWN or isinstance(made, Either):
        return _behind(value)
    return made


def _behind(value: Value) -> Value:
    """A function behind a decorator that is not read: who calls it does not call it itself."""
    if isinstance(value, Function):
        return Function(value.node, value.frame, value.owner, value.wrapped, is_wrapped=True)
    return value


def _note_unfollowed(machine: Machine, decorator: ast.Call, frame: Frame) -> None:
    """Take note of `@unknown.get("/x")`, which is left out, and of a router from another package."""
    method = decorator.func
    if (
        not isinstance(method, ast.Attribute)
        or method.attr not in framework.DECORATORS
        or not isinstance(method.value, ast.Name | ast.Attribute)
        or not any(map(_is_path, decorator.args[:1]))
    ):
        return
    place = Place.of(frame.path, decorator)
    match evaluate(machine, method.value, frame):
        case External(fullname) | Made(External(fullname)):
            machine.foreign[place] = f"{method.attr} of {fullname}"
        case found if found is UNKNOWN:
            machine.unfollowed[place] = method.attr
        case _:
            pass


def _is_path(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value[:1] == "/"


def call_of(decorator: ast.expr) -> ast.Call:
    """The call that a decorator is: with its own arguments if it has any."""
    if isinstance(decorator, ast.Call):
        return decorator
    return ast.copy_location(ast.Call(decorator, [], []), decorator)
