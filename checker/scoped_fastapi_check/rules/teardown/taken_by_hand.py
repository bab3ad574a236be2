"""`next(get_session())`: a generator that nobody keeps is closed as soon as it has given its value."""

from __future__ import annotations

import ast
from typing import Final

from scoped_fastapi_check.analysis.questions import Check
from scoped_fastapi_check.diagnostics.codes import TEARDOWN
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model.module import Call, Expression
from scoped_fastapi_check.model.teardown import closes_when_dropped
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.shared.request_functions import is_asked_for_elsewhere, is_async
from scoped_fastapi_check.rules.shared.wording import written

_TAKING: Final = frozenset({"next", "anext", "__next__", "__anext__"})


def may_take(call: Call) -> bool:
    """Whether a call looks like `next(f())` or `f().__anext__()`."""
    return _generator_call(call) is not None


def check_call(context: Context, call: Call) -> Check:
    """A generator is made, asked once and dropped."""
    made = _generator_call(call)
    if made is None:
        return
    function = context.names.function(Expression(made.func, call.scope))
    if function is None or not function.is_generator or function.node.decorator_list:
        return
    if not closes_when_dropped(function):
        return
    # Elsewhere, a generator is FastAPI's business only if something depends on it.
    is_ours = context.module.mentions("fastapi")
    if not is_ours and not (yield from is_asked_for_elsewhere(context, function)):
        return
    name = written(made.func)
    keep = f'"with contextmanager({name})() as value:"'
    when = "at once, before the value is used"
    if is_async(function):
        keep = f'"async with asynccontextmanager({name})() as value:"'
        when = "a moment later, while the value is used"
    context.report(
        Diagnostic.at(
            call.node,
            TEARDOWN,
            f'nobody keeps the generator "{written(made)}", so that it closes what it has given',
            f"Python closes a generator that is dropped, {when}: use {keep}",
        )
    )


def _generator_call(call: Call) -> ast.Call | None:
    """The call whose result is asked for one value and kept nowhere."""
    func = call.node.func
    if isinstance(func, ast.Name) and func.id in _TAKING and call.node.args:
        made = call.node.args[0]
    elif isinstance(func, ast.Attribute) and func.attr in _TAKING:
        made = func.value
    else:
        return None
    return made if isinstance(made, ast.Call) else None
