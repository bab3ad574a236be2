"""Finds the HTTPException that a return statement returns."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import InstanceOf, SubclassOf, ask, the_names
from scoped_fastapi_check.analysis.returns import returned_instance
from scoped_fastapi_check.diagnostics.diagnostic import Related
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Expression, Function
from scoped_fastapi_check.model.plain_values import PLAIN_VALUES
from scoped_fastapi_check.model.resolution import resolve
from scoped_fastapi_check.model.returned_parts import alternatives, returned_elsewhere

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import Steps
    from scoped_fastapi_check.model.names import Names

# A class that is a response as well is sent as that response.
_CLASSES: Final = (fullnames.RESPONSE, *fullnames.RAISED_EXCEPTIONS)


@dataclass(frozen=True, slots=True)
class Thrown:
    """An exception that is returned, where it is made or named."""

    value: Expression
    is_whole: bool
    """Whether the return statement gives nothing else."""
    is_elsewhere: bool = False
    """Whether another function returns it, whose result the statement passes on."""

    @property
    def related(self) -> tuple[Related, ...]:
        """The place where it is made, if that is another one."""
        made = Related.at(self.value, "where the exception is returned")
        return (made,) if self.is_elsewhere else ()


def returned_exception(function: Function, statement: ast.Return) -> Steps[Thrown | None]:
    """What in a return statement is certainly an exception that is to be raised, if there is one."""
    value = statement.value
    names = yield from the_names()
    if value is None or _is_plain(Expression(value, function.body), names):
        return None
    whole = yield from returned_instance(function, statement, _CLASSES)
    if whole in fullnames.RAISED_EXCEPTIONS:
        return Thrown(Expression(value, function.body), is_whole=True)
    for part in alternatives(value):
        given = Expression(part, function.body)
        if part is not value and isinstance(part, ast.Call | ast.Name | ast.Attribute):
            found = yield from ask(InstanceOf(given, _CLASSES))
            if found in fullnames.RAISED_EXCEPTIONS:
                return Thrown(given, is_whole=False)
        if isinstance(part, ast.Call | ast.Await):
            passed_on = yield from _passed_on(given)
            if passed_on is not None:
                return passed_on
    return None


def _is_plain(value: Expression, names: Names) -> bool:
    """Whether the syntax tells that a value is no exception, also that of a variable."""
    return isinstance(resolve(value, names).node, PLAIN_VALUES)


def _passed_on(call: Expression) -> Steps[Thrown | None]:
    """The exception that a function of the project returns: its source tells where its type does not."""
    names = yield from the_names()
    others = [*returned_elsewhere(call, names)]
    for other in others:
        made = resolve(other, names).node
        if not isinstance(made, ast.Call) or not isinstance(made.func, ast.Name | ast.Attribute):
            continue
        callee = resolve(other, names).sibling(made.func)
        if names.is_class(callee):
            found = yield from ask(SubclassOf(callee, _CLASSES))
            if found in fullnames.RAISED_EXCEPTIONS:
                return Thrown(other, is_whole=len(others) == 1, is_elsewhere=True)
    return None
