"""The return statements of a handler: which are reached, and what they read from."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scoped_fastapi_check.analysis.questions import ProjectMentions, Steps, ask, gather
from scoped_fastapi_check.analysis.raising import ways_through
from scoped_fastapi_check.analysis.response_models.module_constants import constants_in
from scoped_fastapi_check.analysis.returns import Returned, returned
from scoped_fastapi_check.model.module import Function
from scoped_fastapi_check.model.names import Names

__all__ = ["only_responds", "reached", "trusts_constants"]


def only_responds(function: Function, names: Names) -> Steps[bool]:
    """Whether every return statement gives a response, whatever is declared: FastAPI sends it as it is."""
    statements = [*reached(function, names)]
    if not statements or any(each.value is None for each in statements):
        return False
    answers = yield from gather(*(returned(function, each) for each in statements))
    return all(each.kind is Returned.RESPONSE for each in answers)


def trusts_constants(function: Function, statement: ast.Return) -> Steps[bool]:
    """Whether nobody else may change the lists and dictionaries that a statement reads from.

    Who does names them, and imports the module.
    """
    module = function.scope.module
    own_name = module.name.rpartition(".")[2]
    is_package = module.path.endswith("__init__.py")
    for name in sorted(constants_in(function, statement)):
        is_imported = is_package or (
            yield from ask(ProjectMentions(module, own_name, elsewhere=True))
        )
        if is_imported and (yield from ask(ProjectMentions(module, name, elsewhere=True))):
            return False
    return True


def reached(function: Function, names: Names) -> Iterator[ast.Return]:
    """The return statements by which the function may be left."""
    if not function.returns:
        return
    left_by = {leaving.statement for leaving in ways_through(function, names).exits()}
    yield from (statement for statement in function.returns if statement in left_by)
