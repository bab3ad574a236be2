"""The responses that a return statement gives without a status, made there or by functions of the project."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model.graph import is_bound
from scoped_fastapi_check.model.module import Call, Expression
from scoped_fastapi_check.model.returned_parts import alternatives, run_function
from scoped_fastapi_check.model.walk import last_name, nodes_outside
from scoped_fastapi_check.rules.shared.handed_over import is_handed_on

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Function
    from scoped_fastapi_check.model.names import Names

STATUS_CODE: Final = "status_code"
# Functions that return what others make; more of them nobody follows.
_MAX_DEPTH: Final = 8
# What a function does with an option that it is given: sets it, takes it out.
_SETTING: Final = frozenset({"setdefault", "get", "pop"})
_COOKIES: Final = frozenset({"set_cookie", "delete_cookie"})


@dataclass(frozen=True, slots=True)
class Made:
    """A response whose maker is told no status."""

    response: Call
    call: Call
    """Where a status could be given: the response itself, or the function that makes it."""
    keyword: str = STATUS_CODE
    default: Expression | None = None
    """The status that the function takes for it."""


def made_responses(
    function: Function, statement: ast.Return, names: Names, depth: int = 0
) -> Iterator[Made]:
    """The responses of one statement, each of them without a status of its own."""
    for node in () if statement.value is None else alternatives(statement.value):
        value = node
        if isinstance(node, ast.Name):
            bound = function.body.single_value(node.id)
            if bound is None or _may_be_changed(function, node.id):
                continue
            value = bound
        if isinstance(value, ast.Call | ast.Await) and depth < _MAX_DEPTH:
            yield from _of_call(Expression(value, function.body), names, depth)


def _of_call(value: Expression, names: Names, depth: int) -> Iterator[Made]:
    function = run_function(value, names)
    node = value.node.value if isinstance(value.node, ast.Await) else value.node
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name | ast.Attribute):
        return
    call = Call(node, value.scope, is_decorator=False)
    if function is not None:
        if function.node.body[-1] in function.returns:
            yield from _of_function(call, function, names, depth + 1)
    elif (
        not call.has_unpacking
        and call.argument(STATUS_CODE, 1) is None
        and names.is_class(call.callee)
    ):
        yield Made(call, call)


def _of_function(call: Call, function: Function, names: Names, depth: int) -> Iterator[Made]:
    made = [[*made_responses(function, each, names, depth)] for each in function.returns]
    if len(made) == 1:
        yield from made[0]
        yield from _by_default(call, function, names)
        yield from _by_options(call, function, names)
        return
    # One way may not be that of the caller: what is the same on all of them is certain.
    kinds = {last_name(each.call.node.func) for way in made for each in way}
    defaults = [each.default for way in made for each in way if each.default is not None]
    if all(made) and len(kinds) == 1 and not defaults:
        yield made[0][0]


def _by_default(call: Call, function: Function, names: Names) -> Iterator[Made]:
    """A function that hands a status on to the response, and is called without it."""
    node = function.returns[0].value
    if call.has_unpacking or not isinstance(node, ast.Call):
        return
    response = Call(node, function.body, is_decorator=False)
    given = response.argument(STATUS_CODE, 1)
    if given is None or not isinstance(given.node, ast.Name) or not names.is_class(response.callee):
        return
    name = given.node.id
    bound = isinstance(call.node.func, ast.Attribute) and isinstance(
        function.scope.node, ast.ClassDef
    )
    skipped = 1 if bound or is_bound(call.callee, function) else 0
    for position, parameter in enumerate(function.parameters[skipped:]):
        is_it = parameter.name == name and len(function.body.values.get(name, ())) == 1
        if is_it and parameter.default is not None and call.argument(name, position) is None:
            yield Made(response, call, name, parameter.default)


def _by_options(call: Call, function: Function, names: Names) -> Iterator[Made]:
    """A function that hands its `**options` on to the response, and is called without a status."""
    node, options = function.returns[0].value, function.node.args.kwarg
    if options is None or not isinstance(node, ast.Call) or call.has_unpacking:
        return
    unpacked = [keyword.value for keyword in node.keywords if keyword.arg is None]
    if len(unpacked) != 1 or any(isinstance(one, ast.Starred) for one in node.args):
        return
    response = Call(node, function.body, is_decorator=False)
    if response.argument(STATUS_CODE, 1) is not None or call.keyword(STATUS_CODE) is not None:
        return
    if names.is_class(response.callee) and _only_unpacks(function, options.arg, unpacked[0]):
        yield Made(response, call)


def _only_unpacks(function: Function, options: str, unpacked: ast.expr) -> bool:
    """Whether a function does nothing else with its `**options`, or sets others than a status in them."""
    names = [
        node
        for node in ast.walk(function.node)
        if isinstance(node, ast.Name) and node.id == options and node is not unpacked
    ]
    harmless = [
        node.func.value
        for node in nodes_outside(function.node.body)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in _SETTING
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and node.args[0].value != STATUS_CODE
    ]
    is_it = isinstance(unpacked, ast.Name) and unpacked.id == options
    return is_it and all(name in harmless for name in names)


def _may_be_changed(function: Function, name: str) -> bool:
    """Whether a response gets a status later, or is handed to what may give it one."""
    module = function.scope.module
    for assignment in module.assignments:
        if function.body not in assignment.target.scope.chain():
            continue  # Other functions have names of their own.
        match assignment.target.node:
            case ast.Attribute(ast.Name(owner), "status_code") if owner == name:
                return True
            case _:
                continue
    return is_handed_on(function, name, harmless=_COOKIES)
