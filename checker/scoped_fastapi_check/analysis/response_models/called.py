"""Functions of the project that visibly return something else than they declare.

`def get_users(db) -> list[UserOut]: return db.query(User).all()`: FastAPI validates the rows.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scoped_fastapi_check.analysis.assignability import Fit
from scoped_fastapi_check.analysis.questions import Steps, the_names
from scoped_fastapi_check.analysis.returns import return_fits
from scoped_fastapi_check.model.graph import called_function
from scoped_fastapi_check.model.module import Expression, Function
from scoped_fastapi_check.model.walk import nodes_in

if TYPE_CHECKING:
    from scoped_fastapi_check.model.names import Names

__all__ = ["comes_from_a_wrong_declaration"]


def comes_from_a_wrong_declaration(function: Function, statement: ast.Return) -> Steps[bool]:
    """Whether what a statement returns is that of a function whose return statements do not fit it."""
    names = yield from the_names()
    for called in {*_called(function, statement, names)}:
        if called.scope.module.is_of_library or called.is_generator:
            continue
        for returning in called.returns:
            if (yield from return_fits(called, returning)) is Fit.DISJOINT:
                return True
    return False


def _called(function: Function, statement: ast.Return, names: Names) -> Iterator[Function]:
    """The functions that a value may come from, through names with one value."""
    waiting = [] if statement.value is None else nodes_in(statement.value)
    seen: set[str] = set()
    for node in waiting:  # It grows meanwhile.
        match node:
            case ast.Call():
                found = called_function(Expression(node, function.body), names)
                if found is not None:
                    yield found
            case ast.Name(id=name) if name not in seen:
                seen.add(name)
                value = function.body.single_value(name)
                waiting += [] if value is None else nodes_in(value)
            case _:
                pass
