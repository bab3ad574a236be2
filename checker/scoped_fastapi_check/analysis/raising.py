"""Calls that never come back, because the function that is called always raises."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.swallowing import may_swallow
from scoped_fastapi_check.analysis.ways import Leaving, Ways
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.dependencies import unquoted
from scoped_fastapi_check.model.graph import called_function
from scoped_fastapi_check.model.method_decorators import is_as_written
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.walk import statements_in

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Function
    from scoped_fastapi_check.model.names import Names

_MAX_DEPTH: Final = 3
_ENDING: Final = frozenset(
    {"sys.exit", "os._exit", "os.abort", "builtins.exit", "builtins.quit"}
    | {"typing.assert_never", "typing_extensions.assert_never"}
)


def ways_through(function: Function, names: Names, depth: int = 0) -> Ways:
    """The ways through a function, of which a call that always raises goes on nowhere."""
    raising = (
        statement
        for statement, called in _calling(function, names)
        if called is None or never_returns(called, names, depth)
    )
    return _ways(function, raising, names)


def _ways(function: Function, raising: Iterable[ast.stmt], names: Names) -> Ways:
    return Ways(
        function.node, frozenset(raising), lambda block: may_swallow(block, function, names)
    )


def _calling(function: Function, names: Names) -> Iterator[tuple[ast.stmt, Function | None]]:
    """The statements of a function that only call something, `fail("...")`, and what they call.

    None is what ends the program, or the way: not every engine reads the stubs of the standard library.
    """
    for statement in statements_in(function.node.body):
        if not isinstance(statement, ast.Expr | ast.Return):
            continue
        value = statement.value
        is_awaited = isinstance(value, ast.Await)
        call = value.value if isinstance(value, ast.Await) else value
        if not isinstance(call, ast.Call):
            continue
        if names.fullname(Expression(call.func, function.body)) in _ENDING:
            yield statement, None
            continue
        called = called_function(Expression(call, function.body), names)
        if called is None or isinstance(called.node, ast.AsyncFunctionDef) is not is_awaited:
            continue
        yield statement, called


def never_returns(function: Function, names: Names, depth: int = 0) -> bool:
    """Whether a function always raises: it is declared so, or has no other way out.

    A method may be another one in a class that derives from its own.
    """
    if function.is_generator or not is_as_written(function):
        return False
    if (declared := function.node.returns) is not None and names.fullname(
        unquoted(Expression(declared, function.scope))
    ) in fullnames.NO_RETURN:
        return True
    if isinstance(function.scope.node, ast.ClassDef) or depth >= _MAX_DEPTH:
        return False
    exits = ways_through(function, names, depth + 1).exits()
    return bool(exits) and all(
        exit_.leaving is Leaving.RAISE and not _is_to_be_written(exit_.statement) for exit_ in exits
    )


def may_only_raise(function: Function, names: Names, depth: int = 0) -> bool:
    """Whether nothing shows that a function ever returns: a method, too, or one that is to be written."""
    if never_returns(function, names, depth):
        return True
    if function.is_generator or depth >= _MAX_DEPTH:
        return False
    calls = _calling(function, names)
    raising = (
        stmt for stmt, called in calls if called is None or may_only_raise(called, names, depth + 1)
    )
    exits = _ways(function, raising, names).exits()
    return bool(exits) and all(exit_.leaving is Leaving.RAISE for exit_ in exits)


def _is_to_be_written(statement: ast.stmt | None) -> bool:
    """Whether a function raises only as long as nobody has written it."""
    return isinstance(statement, ast.Raise) and "NotImplemented" in ast.dump(statement)
