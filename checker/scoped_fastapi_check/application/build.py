"""Goes through all modules of a project, and through the functions that nobody in it calls."""

from __future__ import annotations

import ast

from scoped_fastapi_check.application.function_calls import call_function, router_base
from scoped_fastapi_check.application.interpreter import run_block, run_module
from scoped_fastapi_check.application.machine import Arguments, Machine
from scoped_fastapi_check.application.modules import Modules
from scoped_fastapi_check.application.slices import RESULT, notes_of
from scoped_fastapi_check.application.values import UNKNOWN, Class, Function, Instance, Value
from scoped_fastapi_check.model.walk import last_name


def build(modules: Modules) -> Machine:
    """What the modules make of FastAPI together."""
    machine = Machine(modules, run_module, run_block)
    for path in modules.paths:
        if modules.has_effects(path):
            with machine.giving_up_too_deep():
                run_module(machine, path)
    machine.is_called = False
    _run_lifespans(machine)
    position = 0
    objects: dict[Class, Instance] = {}
    # Functions that are defined in one of them are added at the end.
    while position < len(machine.functions):
        function = machine.functions[position]
        position += 1
        if function.node not in machine.reached and _has_body(function):
            # Nobody knows what it is given; what it makes is certain as soon as it is called.
            positional = [] if function.owner is None else _first_argument(function, objects)
            machine.origin = f"{function.path}:{function.node.lineno}"
            given = Arguments(positional, is_complete=False, is_usual=True)
            with machine.giving_up_too_deep():
                call_function(machine, function, given)
    return machine


def _first_argument(function: Function, objects: dict[Class, Instance]) -> list[Value]:
    """The object that a method is called on: one for all of a class that nobody makes an object of."""
    owner, node = function.owner, function.node
    assert owner is not None
    if isinstance(node, ast.Lambda):
        return [UNKNOWN]
    kinds = {last_name(one) for one in node.decorator_list}
    if "staticmethod" in kinds:
        return []
    if "classmethod" in kinds or router_base(owner) is not None:
        return [UNKNOWN]
    return [objects.setdefault(owner, Instance(owner))]


def _run_lifespans(machine: Machine) -> None:
    """What applications are given to run when they start: each is given the application."""
    for application in [one for one in machine.routers if one.is_application]:
        lifespan = application.lifespan
        if isinstance(lifespan, Function):
            machine.origin = f"{lifespan.path}:{lifespan.node.lineno}"
            with machine.giving_up_too_deep():
                call_function(machine, lifespan, Arguments([application]))


def _has_body(function: Function) -> bool:
    node = function.node
    if isinstance(node, ast.Lambda) or not node.body:
        return False
    return RESULT not in notes_of(node)
