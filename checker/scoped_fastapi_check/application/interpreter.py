"""Goes through the statements of modules and functions as Python would run them.

What is only possible, because a condition is not known, is gone through as well, and marked so.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import Any, Final

from scoped_fastapi_check.application.branches import matches, pass_over
from scoped_fastapi_check.application.calls import apply
from scoped_fastapi_check.application.conditions import truth
from scoped_fastapi_check.application.containers import call_container
from scoped_fastapi_check.application.decorators import call_of, decorate
from scoped_fastapi_check.application.escapes import escape
from scoped_fastapi_check.application.expressions import assign, evaluate, items_of
from scoped_fastapi_check.application.function_calls import call_function
from scoped_fastapi_check.application.imports import import_from, import_module
from scoped_fastapi_check.application.machine import (
    MAX_ITEMS,
    Arguments,
    Deferred,
    Imported,
    Machine,
)
from scoped_fastapi_check.application.values import (
    NONE,
    UNKNOWN,
    Class,
    ContainerMethod,
    Frame,
    Function,
    Items,
    Made,
    Value,
)


class After(IntEnum):
    """What becomes of the statements after one."""

    RUN = 0
    MAY_RUN = 1
    NEVER = 2


def run_module(machine: Machine, path: str) -> Frame:
    """The names of a module, which is gone through if it was not before."""
    frame = machine.frames.get(path)
    if frame is not None:
        return frame
    frame = machine.frames[path] = Frame(path)
    tree = machine.modules.tree(path)
    if tree is not None:
        # Whatever asks for the module: its code has nothing to do with what is going on there.
        outside = machine.doubts, machine.registering, machine.active
        origin = machine.origin, machine.is_called
        machine.doubts, machine.registering, machine.active = (), None, []
        machine.origin, machine.is_called = path, True
        machine.running.add(path)
        run_block(machine, tree.body, frame)
        machine.running.discard(path)
        machine.doubts, machine.registering, machine.active = outside
        machine.origin, machine.is_called = origin
    return frame


def run_block(machine: Machine, statements: Iterable[ast.stmt], frame: Frame) -> After:
    """Go through statements, one after the other."""
    after = After.RUN
    before = machine.doubts
    try:
        for statement in statements:
            visit = _VISITORS.get(statement.__class__)
            if visit is None:
                continue
            if not machine.step():
                return After.MAY_RUN
            next_one = visit(machine, statement, frame)
            if next_one is After.NEVER:
                return After.MAY_RUN if after is After.MAY_RUN else After.NEVER
            if next_one is After.MAY_RUN and after is After.RUN:
                after = After.MAY_RUN
                machine.doubt_from_here()
    finally:
        machine.doubts = before
    return after


def _branch(machine: Machine, blocks: Iterable[list[ast.stmt]], frame: Frame) -> After:
    """Go through blocks of which one is run."""
    outcomes: list[After] = []
    for block in blocks:
        with machine.doubting():
            outcomes.append(run_block(machine, block, frame))
    if all(outcome is After.NEVER for outcome in outcomes):
        return After.NEVER
    return max(outcomes) if all(o is After.RUN for o in outcomes) else After.MAY_RUN


# Definitions


def _function(
    machine: Machine, node: ast.FunctionDef | ast.AsyncFunctionDef, frame: Frame
) -> After:
    function = Function(node, frame)
    machine.functions.append(function)
    if frame.is_class:
        owner = frame.names.get("%class")
        function.owner = owner if isinstance(owner, Class) else None
        machine.has_subclass_hooks |= node.name == "__init_subclass__"
    value: Value = function
    for decorator in reversed(node.decorator_list):
        value = decorate(machine, decorator, value, frame)
    machine.bind(frame, node.name, value)
    return After.RUN


def _class(machine: Machine, node: ast.ClassDef, frame: Frame) -> After:
    inside = Frame(frame.path, frame, is_class=True, doubts=machine.doubts)
    made = Class(
        node, inside, lambda: [evaluate(machine, _plain(base), frame) for base in node.bases]
    )
    inside.names["%class"] = made
    run_block(machine, node.body, inside)
    if machine.has_subclass_hooks:
        _tell_base(machine, made, frame)
    for decorator in reversed(node.decorator_list):
        # It may register the class; what it gives is hardly ever something else.
        callee = evaluate(machine, decorator, frame)
        apply(machine, callee, Arguments([made]), call_of(decorator), frame)
    machine.bind(frame, node.name, made)
    return After.RUN


def _tell_base(machine: Machine, made: Class, frame: Frame) -> None:
    """`__init_subclass__` of a base may register the class."""
    found = (cls.frame.names.get("__init_subclass__") for cls in made.lineage()[1:])
    hook = next((one for one in found if isinstance(one, Function)), None)
    if hook is not None:
        keywords = {
            one.arg: evaluate(machine, one.value, frame) for one in made.node.keywords if one.arg
        }
        call_function(machine, hook, Arguments([made], keywords))


def _plain(base: ast.expr) -> ast.expr:
    return base.value if isinstance(base, ast.Subscript) else base


# Names


def _assign(machine: Machine, node: ast.Assign, frame: Frame) -> After:
    value = _value(machine, node.value, frame)
    for target in node.targets:
        assign(machine, target, value, frame)
    return After.RUN


def _annotated(machine: Machine, node: ast.AnnAssign, frame: Frame) -> After:
    if node.value is not None:
        assign(machine, node.target, _value(machine, node.value, frame), frame)
    return After.RUN


def _value(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    """What is assigned; what modules make that have nothing to do with routes can wait."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        known = frame.names.get(node.func.id)
        if isinstance(known, Imported) and not machine.modules.has_effects(known.path):
            return Deferred(node, frame)
    return evaluate(machine, node, frame)


def _augmented(machine: Machine, node: ast.AugAssign, frame: Frame) -> After:
    target = node.target
    load = ast.Load()
    reading: ast.expr = target
    if isinstance(target, ast.Name):
        reading = ast.Name(target.id, load)
    elif isinstance(target, ast.Attribute):
        reading = ast.Attribute(target.value, target.attr, load)
    ast.copy_location(reading, target)
    known = evaluate(machine, reading, frame)
    if isinstance(node.op, ast.Add) and isinstance(known, Items) and not known.is_fixed:
        # The list itself grows, whatever else it is called.
        given = Arguments([evaluate(machine, node.value, frame)])
        call_container(machine, ContainerMethod(known, "extend"), given)
        return After.RUN
    whole = ast.copy_location(ast.BinOp(reading, node.op, node.value), target)
    assign(machine, target, evaluate(machine, whole, frame), frame)
    return After.RUN


def _delete(machine: Machine, node: ast.Delete, frame: Frame) -> After:
    for target in node.targets:
        if isinstance(target, ast.Subscript):
            escape(machine, evaluate(machine, target.value, frame), "del")
    return After.RUN


def _import(machine: Machine, node: ast.Import, frame: Frame) -> After:
    for alias in node.names:
        bound = import_module(machine, alias, frame)
        machine.bind(frame, alias.asname or alias.name.partition(".")[0], bound)
    return After.RUN


def _import_from(machine: Machine, node: ast.ImportFrom, frame: Frame) -> After:
    for name, value in import_from(machine, node, frame):
        machine.bind(frame, name, value)
    return After.RUN


# What is run


def _expression(machine: Machine, node: ast.Expr, frame: Frame) -> After:
    evaluate(machine, node.value, frame)
    return After.RUN


def _return(machine: Machine, node: ast.Return, frame: Frame) -> After:
    value: Value = NONE if node.value is None else evaluate(machine, node.value, frame)
    returned = frame.names.get("%returned")
    if isinstance(returned, Items):
        returned.items.append(value)
    return After.NEVER


def _ends(_machine: Machine, _node: ast.stmt, _frame: Frame) -> After:
    return After.NEVER


def _if(machine: Machine, node: ast.If, frame: Frame) -> After:
    known = truth(machine, node.test, frame)
    if known is not None:
        pass_over(machine, node.orelse if known else node.body, frame)
        return run_block(machine, node.body if known else node.orelse, frame)
    evaluate(machine, node.test, frame)
    with machine.doubting():
        first = run_block(machine, node.body, frame)
    with machine.doubting():
        second = run_block(machine, node.orelse, frame)
    if first is After.NEVER and second is After.NEVER:
        return After.NEVER
    return After.RUN if first is After.RUN and second is After.RUN else After.MAY_RUN


def _for(machine: Machine, node: ast.For | ast.AsyncFor, frame: Frame) -> After:
    items = items_of(evaluate(machine, node.iter, frame))
    if items is None or len(items) > MAX_ITEMS:
        with machine.doubting():
            _rebind(node.target, frame)
            assign(machine, node.target, UNKNOWN, frame)
            after = run_block(machine, node.body, frame)
            run_block(machine, node.orelse, frame)
        return After.RUN if after is After.RUN else After.MAY_RUN
    before = machine.doubts
    for item in items:
        _rebind(node.target, frame)
        assign(machine, node.target, item, frame)
        after = run_block(machine, node.body, frame)
        # `continue` ends one turn, and not the loop.
        if after is not After.RUN and machine.doubts == before and _has(_ENDING, node.body):
            machine.doubt_from_here()
    may_end = machine.doubts != before
    machine.doubts = before
    run_block(machine, node.orelse, frame)
    return After.MAY_RUN if may_end and _has(_LEAVING, node.body) else After.RUN


def _rebind(target: ast.expr, frame: Frame) -> None:
    """Forget what the names of a loop were in the turn before."""
    for node in ast.walk(target):
        if isinstance(node, ast.Name):
            frame.names.pop(node.id, None)


_LEAVING: Final = (ast.Return, ast.Raise)
_ENDING: Final = (*_LEAVING, ast.Break)


def _has(kinds: tuple[type[ast.stmt], ...], body: list[ast.stmt]) -> bool:
    return any(isinstance(node, kinds) for one in body for node in ast.walk(one))


def _while(machine: Machine, node: ast.While, frame: Frame) -> After:
    with machine.doubting():
        after = run_block(machine, node.body, frame)
    return After.RUN if after is After.RUN else After.MAY_RUN


def _with(machine: Machine, node: ast.With | ast.AsyncWith, frame: Frame) -> After:
    may_fail = False
    for item in node.items:
        value = evaluate(machine, item.context_expr, frame)
        if item.optional_vars is not None:
            assign(machine, item.optional_vars, value, frame)
        if isinstance(value, Made):
            may_fail = may_fail or value.callee.fullname in _SWALLOWING
    with machine.doubting(may_fail):
        after = run_block(machine, node.body, frame)
    return After.MAY_RUN if may_fail and after is not After.RUN else after


# What is inside of these may not be run to its end.
_SWALLOWING: Final = frozenset({"pytest.raises", "contextlib.suppress"})


def _try(machine: Machine, node: ast.Try, frame: Frame) -> After:
    # What a handler answers for is an alternative to it.
    may_fail = not all(map(_raises, node.handlers))
    with machine.doubting(may_fail):
        first = run_block(machine, [*node.body, *node.orelse], frame)
    outcomes = [first]
    for handler in node.handlers:
        with machine.doubting():
            outcomes.append(run_block(machine, handler.body, frame))
    last = run_block(machine, node.finalbody, frame)
    if last is not After.RUN:
        return last
    if all(outcome is After.NEVER for outcome in outcomes):
        return After.NEVER
    return After.RUN if first is After.RUN else After.MAY_RUN


def _raises(handler: ast.ExceptHandler) -> bool:
    return isinstance(handler.body[-1], ast.Raise)


def _match(machine: Machine, node: ast.Match, frame: Frame) -> After:
    subject = evaluate(machine, node.subject, frame)
    for case in node.cases:
        is_it = matches(case, subject)
        if is_it is None:
            break
        if is_it:
            for other in node.cases:
                if other is not case:
                    pass_over(machine, other.body, frame)
            return run_block(machine, case.body, frame)
    outcome = _branch(machine, [case.body for case in node.cases], frame)
    return After.RUN if outcome is After.RUN else After.MAY_RUN


_VISITORS: Final[dict[type[ast.stmt], Callable[[Machine, Any, Frame], After]]] = {
    ast.FunctionDef: _function,
    ast.AsyncFunctionDef: _function,
    ast.ClassDef: _class,
    ast.Assign: _assign,
    ast.AnnAssign: _annotated,
    ast.AugAssign: _augmented,
    ast.Delete: _delete,
    ast.Import: _import,
    ast.ImportFrom: _import_from,
    ast.Expr: _expression,
    ast.Return: _return,
    ast.Raise: _ends,
    ast.Continue: _ends,
    ast.Break: _ends,
    ast.If: _if,
    ast.For: _for,
    ast.AsyncFor: _for,
    ast.While: _while,
    ast.With: _with,
    ast.AsyncWith: _with,
    ast.Try: _try,
    ast.Match: _match,
}
