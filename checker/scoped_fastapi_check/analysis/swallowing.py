"""Context managers that may go on behind a block which raised, so that the raise is no way out."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import ancestors, called_function, class_of
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.resolution import resolve
from scoped_fastapi_check.model.walk import arguments_of, blocks_of, last_name, nodes_outside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scoped_fastapi_check.model.module import Function, Scope
    from scoped_fastapi_check.model.names import Names

_MAX_DEPTH: Final = 4
_OF_LIBRARIES: Final = frozenset(
    {"suppress", "raises", "assertRaises", "assertRaisesRegex", "move_on_after", "move_on_at"}
)
# Where the source is not seen, a name that speaks of it is enough: `logger.catch()`, and `with attempt:`
# of libraries that try again.
_WORDS: Final = ("suppress", "ignor", "catch", "swallow", "silen", "quiet", "attempt", "retry")
_ENTERING: Final = frozenset({"enter_context", "enter_async_context"})
_PUSHING: Final = frozenset({"push", "push_async_exit"})
_EXITS: Final = ("__exit__", "__aexit__")


def may_swallow(
    block: ast.With | ast.AsyncWith, function: Function, names: Names, depth: int = 0
) -> bool:
    """Whether a `with` statement of a function may swallow what is raised in it."""
    managers = (Expression(item.context_expr, function.body) for item in block.items)
    return any(_manager_may_swallow(manager, names, depth) for manager in managers)


def _manager_may_swallow(manager: Expression, names: Names, depth: int) -> bool:
    """Whether a context manager may end with the exception of its block handled."""
    value = resolve(manager, names)
    node = value.node
    if depth > _MAX_DEPTH:
        return True
    if isinstance(node, ast.Await):
        return _manager_may_swallow(value.sibling(node.value), names, depth + 1)
    if isinstance(node, ast.IfExp):
        branches = (value.sibling(node.body), value.sibling(node.orelse))
        return any(_manager_may_swallow(branch, names, depth + 1) for branch in branches)
    if not isinstance(node, ast.Call):
        scope = class_of(value, names)
        return _is_called_so(node) if scope is None else _class_may_swallow(scope, names)
    if last_name(node.func) in _OF_LIBRARIES:
        return True
    callee = value.sibling(node.func)
    if names.fullname(callee) in fullnames.EXIT_STACKS:
        return _stack_may_swallow(value, names, depth)
    function = called_function(value, names)
    if function is not None:
        return _function_may_swallow(function, names, depth)
    scope = names.class_scope(callee)
    return _is_called_so(node.func) if scope is None else _class_may_swallow(scope, names)


def _is_called_so(node: ast.expr) -> bool:
    words = last_name(node).lower()
    return any(word in words for word in _WORDS)


def _stack_may_swallow(stack: Expression, names: Names, depth: int) -> bool:
    """Whether the function around puts something into a stack that may swallow."""
    function = stack.scope.module.function_of(stack.scope)
    for node in () if function is None else nodes_outside(function.node.body):
        if not isinstance(node, ast.Call):
            continue
        put = last_name(node.func)
        if put in _PUSHING or (
            put in _ENTERING
            and node.args
            and _manager_may_swallow(stack.sibling(node.args[0]), names, depth + 1)
        ):
            return True
    return False


def _function_may_swallow(function: Function, names: Names, depth: int) -> bool:
    if function.is_generator:
        return _generator_may_swallow(function, names, depth)
    given = [statement.value for statement in function.returns if statement.value is not None]
    return any(
        _manager_may_swallow(Expression(each, function.body), names, depth + 1) for each in given
    )


def _generator_may_swallow(function: Function, names: Names, depth: int) -> bool:
    """Whether a generator under `contextmanager` may go on behind a `yield` that raised."""
    for node in nodes_outside(function.node.body):
        if isinstance(node, ast.Try | ast.TryStar) and _has_yield(node.body):
            if not all(_always_raises(handler.body) for handler in node.handlers):
                return True
            if any(isinstance(part, ast.Return) for part in nodes_outside(node.finalbody)):
                return True
        elif (
            isinstance(node, ast.With | ast.AsyncWith)
            and _has_yield(node.body)
            and may_swallow(node, function, names, depth + 1)
        ):
            return True
    return False


def _has_yield(body: list[ast.stmt]) -> bool:
    return any(isinstance(node, ast.Yield | ast.YieldFrom) for node in nodes_outside(body))


def _always_raises(body: list[ast.stmt]) -> bool:
    """Whether a block certainly ends with a `raise`."""
    if any(isinstance(node, ast.Return) for node in nodes_outside(body)):
        return False
    last = body[-1]
    if isinstance(last, ast.If) and last.orelse:
        return all(map(_always_raises, blocks_of(last)))
    return isinstance(last, ast.Raise)


def _class_may_swallow(scope: Scope, names: Names) -> bool:
    """Whether the `__exit__` of a class of the project may return something true."""
    for place in ancestors(scope, names):
        if place.module.is_of_library:
            return False
        if found := _exits_in(place):
            return any(map(_may_be_true, found))
        if isinstance(place.node, ast.ClassDef) and any(
            last_name(base) in _OF_LIBRARIES for base in place.node.bases
        ):
            return True
    return False


def exit_swallows(scope: Scope, names: Names) -> bool:
    """Whether the `__exit__` of a class of the project certainly ends what is raised in its block."""
    for place in ancestors(scope, names):
        if place.module.is_of_library:
            return False
        if found := _exits_in(place):
            return all(map(_gives_true_for_exceptions, found))
    return False


def _exits_in(scope: Scope) -> Sequence[Function]:
    """The `__exit__` or `__aexit__` that a class has itself."""
    found = (scope.module.functions_in(scope, name) for name in _EXITS)
    return next(filter(None, found), ())


def _gives_true_for_exceptions(function: Function) -> bool:
    parameters = [parameter.name for parameter in function.parameters[1:]]
    nodes = list(nodes_outside(function.node.body))
    if function.node.decorator_list or any(isinstance(node, ast.Raise) for node in nodes):
        return False
    for node in nodes:
        # What is handed the exception may raise it again.
        if isinstance(node, ast.Call) and any(
            isinstance(part, ast.Name) and part.id in parameters for part in arguments_of(node)
        ):
            return False
    return _ends_with_true(function.node.body, parameters)


def _ends_with_true(body: list[ast.stmt], parameters: list[str]) -> bool:
    """Whether statements certainly return True where the first of the parameters is an exception."""
    for statement in body:
        match statement:
            case ast.Return(value):
                return isinstance(value, ast.Constant) and value.value is True
            case ast.If(test, then, orelse) if (asked := _asks(test, parameters)) is not None:
                branch = then if asked else orelse
                if any(isinstance(node, ast.Return) for node in nodes_outside(branch)):
                    return _ends_with_true(branch, parameters)
            case _ if any(isinstance(node, ast.Return) for node in nodes_outside([statement])):
                return False
            case _:
                pass
    return False


def _asks(test: ast.expr, parameters: list[str]) -> bool | None:
    """What a condition gives where there is an exception, if that is what it asks."""
    match test:
        case ast.Name(name) if name in parameters:
            return True
        case ast.UnaryOp(ast.Not(), operand):
            asked = _asks(operand, parameters)
            return None if asked is None else not asked
        case ast.Compare(
            ast.Name(name), [ast.Is() | ast.IsNot() as operator], [ast.Constant(None)]
        ):
            return isinstance(operator, ast.IsNot) if name in parameters else None
        case _:
            return None


def _may_be_true(function: Function) -> bool:
    declared = function.node.returns
    if isinstance(declared, ast.Constant) and declared.value is None:
        return False
    given = (statement.value for statement in function.returns)
    return any(
        value is not None and not (isinstance(value, ast.Constant) and not value.value)
        for value in given
    )
