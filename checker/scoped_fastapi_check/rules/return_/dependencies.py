"""A dependency that returns an HTTPException, which the handler then gets as the value."""

from __future__ import annotations

import ast
from collections.abc import Generator
from typing import Any

from scoped_fastapi_check.analysis.assignability import Fit
from scoped_fastapi_check.analysis.questions import Check, Question
from scoped_fastapi_check.analysis.returns import Returned, declared_return, return_fits
from scoped_fastapi_check.diagnostics.codes import RETURN
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model.module import Function
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.return_.exceptions import Thrown, returned_exception
from scoped_fastapi_check.rules.shared.wording import written


def check_dependency(context: Context, function: Function) -> Check:
    """The return statements of a dependency that provides something else on other paths.

    A dependency that provides nothing but an exception does so on purpose, for others to raise.
    """
    if function.is_generator or function.node.decorator_list:
        return
    exceptions: list[tuple[ast.Return, Thrown]] = []
    for statement in function.returns:
        exception = yield from returned_exception(function, statement)
        if exception is not None:
            exceptions.append((statement, exception))
    if not exceptions or _provides_nothing_else(function, exceptions):
        return
    for statement, exception in exceptions:
        if not (yield from _is_declared(function, statement)):
            context.report(_finding(function, statement, exception))


def _provides_nothing_else(function: Function, exceptions: list[tuple[ast.Return, Thrown]]) -> bool:
    always = [statement for statement, thrown in exceptions if thrown.is_whole]
    return len(always) == len(function.returns) and isinstance(function.node.body[-1], ast.Return)


def _is_declared(function: Function, statement: ast.Return) -> Generator[Question[Any], Any, bool]:
    """Whether the annotation says that an exception may be provided."""
    if function.node.returns is None:
        return False
    declared = yield from declared_return(function)
    if declared.kind is Returned.ANYTHING:
        return False
    return (yield from return_fits(function, statement)) is not Fit.DISJOINT


def _finding(function: Function, statement: ast.Return, thrown: Thrown) -> Diagnostic:
    return Diagnostic.at(
        statement,
        RETURN,
        f'"{function.name}" returns the exception "{written(thrown.value.node)}", but only a raised '
        "exception becomes an error response",
        "FastAPI passes it on as what the dependency provides, and the handler runs: "
        "raise it instead of returning it",
        related=thrown.related,
    )
