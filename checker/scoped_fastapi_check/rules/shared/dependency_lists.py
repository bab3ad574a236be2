"""The entries of `dependencies=[...]`, wherever they are put into the list."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import called_function
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.resolution import resolve
from scoped_fastapi_check.rules.shared.list_additions import added_by_methods, added_to

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Function
    from scoped_fastapi_check.rules.base import Context

_OPTION: Final = "dependencies"
_COPIES: Final = frozenset({"builtins.list", "builtins.tuple"})


def given_lists(context: Context) -> Iterator[Expression]:
    """What the module passes as `dependencies=`, also from a dict of options: `**OPTIONS`."""
    for call in context.calls.passing(_OPTION):
        if (given := call.keyword(_OPTION)) is not None:
            yield given
    for call in context.module.calls:
        for keyword in call.node.keywords:
            if keyword.arg is None:
                yield from _of_options(context, call.callee.sibling(keyword.value))


def added_later(context: Context) -> Iterator[tuple[Expression, Expression, list[Expression]]]:
    """What the module gives to `router.dependencies`: whose they are, where it stands, its entries."""
    for addition in added_by_methods(context):
        if (owner := _owner_of_list(addition.owner)) is not None:
            given = addition.added
            is_item = addition.is_item
            yield owner, given, [given] if is_item else list(entries(context, given))
    for assignment in context.module.assignments:
        if (owner := _owner_of_list(assignment.target)) is not None:
            yield owner, assignment.value, list(entries(context, assignment.value))


def lists_around(context: Context, router: Expression) -> Iterator[Expression]:
    """The lists of a router, and of those that the module includes it in.

    Of routers that other modules make only what they are made with is looked at.
    """
    yield from _lists_around(context, resolve(router, context.names), set())


def _lists_around(context: Context, made: Expression, seen: set[int]) -> Iterator[Expression]:
    if id(made.node) in seen:
        return
    seen.add(id(made.node))
    if (given := _given_to_router(context, made)) is not None:
        yield given
    for call in context.calls.of_method("include_router"):
        included, func = call.argument("router", 0), call.node.func
        if included is None or not isinstance(func, ast.Attribute):
            continue
        if resolve(included, context.names).node is made.node:
            if (given := call.keyword(_OPTION)) is not None:
                yield given
            outer = resolve(call.callee.sibling(func.value), context.names)
            yield from _lists_around(context, outer, seen)


def _given_to_router(context: Context, made: Expression) -> Expression | None:
    """What a router, or an application, of FastAPI's own classes or ours is made with."""
    node = made.node
    if not isinstance(node, ast.Call):
        return None
    if context.names.fullname(made.sibling(node.func)) not in fullnames.ROUTERS:
        return None
    found = next((each.value for each in node.keywords if each.arg == _OPTION), None)
    return None if found is None else made.sibling(found)


def _owner_of_list(expression: Expression) -> Expression | None:
    """The `router` of `router.dependencies`."""
    match expression.node:
        case ast.Attribute(owner, attribute) if attribute == _OPTION:
            return expression.sibling(owner)
        case _:
            return None


def _of_options(context: Context, options: Expression) -> Iterator[Expression]:
    options = resolve(options, context.names)
    node = options.node
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and key.value == _OPTION:
                yield options.sibling(value)
    elif (
        isinstance(node, ast.Call)
        and context.names.fullname(options.sibling(node.func)) == "builtins.dict"
    ):
        for keyword in node.keywords:
            if keyword.arg == _OPTION:
                yield options.sibling(keyword.value)


def entries(context: Context, given: Expression) -> Iterator[Expression]:
    """The entries of a list, through names, sums and copies, with what is added to it later."""
    return _entries(context, given, set())


def _entries(context: Context, given: Expression, seen: set[int]) -> Iterator[Expression]:
    if id(given.node) in seen:
        return  # `guards = guards + [...]`
    seen.add(id(given.node))
    inner: list[ast.expr] = []
    match given.node:
        case ast.Name():
            yield from _of_name(context, given, seen)
        case ast.List(elts=elements) | ast.Tuple(elts=elements):
            for element in elements:
                if isinstance(element, ast.Starred):
                    inner.append(element.value)
                else:
                    yield given.sibling(element)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            inner = [left, right]
        case ast.IfExp(body=body, orelse=orelse):
            inner = [body, orelse]
        case ast.BoolOp(values=inner):
            pass
        case ast.Call(func=called, args=args):
            if len(args) == 1 and context.names.fullname(given.sibling(called)) in _COPIES:
                inner = args
            elif (function := called_function(given, context.names)) is not None:
                yield from _returned(context, function, seen)
        case _:
            pass
    for part in inner:
        yield from _entries(context, given.sibling(part), seen)
    if not inner and (value := _leads_to(context, given)) is not None:
        yield from _entries(context, value, seen)


def _returned(context: Context, function: Function, seen: set[int]) -> Iterator[Expression]:
    """The entries of a list that a function makes, however it is called."""
    if not (function.is_generator or function.node.decorator_list):
        for statement in function.returns:
            if isinstance(statement.value, ast.List | ast.Tuple):
                yield from _entries(context, Expression(statement.value, function.body), seen)


def _leads_to(context: Context, given: Expression) -> Expression | None:
    """What a name, an attribute or a `cast` stands for."""
    value = resolve(given, context.names)
    return None if value.node is given.node else value


def _of_name(context: Context, name: Expression, seen: set[int]) -> Iterator[Expression]:
    """What is added to a list of the module, and what else its name is bound to."""
    assert isinstance(name.node, ast.Name)
    bound = name.scope.binding(name.node.id)
    if bound is None or bound.module is not context.module:
        return
    values = bound.values[name.node.id]
    for value in values if len(values) > 1 else ():
        if value is not None:
            yield from _entries(context, Expression(value, bound), seen)
    for added, is_item in added_to(context, name, bound):
        if is_item:
            yield added
        else:
            yield from _entries(context, added, seen)
