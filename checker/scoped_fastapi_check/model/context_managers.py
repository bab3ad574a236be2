"""Dependencies that `contextlib` has made context managers of, which FastAPI does not enter.

It looks behind `contextmanager` at the generator function that this wraps, and takes the dependency for
that. A function that only returns a manager is right: who asks for it enters it.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import callee_of
from scoped_fastapi_check.model.lifetimes import is_response_scoped
from scoped_fastapi_check.model.method_decorators import only_binds
from scoped_fastapi_check.model.resolution import resolve

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Expression, Function
    from scoped_fastapi_check.model.names import Names


def is_manager(dependency: Expression, names: Names) -> bool:
    """Whether a dependency is a generator function under `contextmanager`, a decorator or a call."""
    if is_response_scoped(dependency, names):
        return False  # It enters what it is applied to.
    value = resolve(dependency, names)
    if isinstance(value.node, ast.Call) and value.node.args:
        called = names.fullname(value.sibling(value.node.func))
        if called == fullnames.PARTIAL:
            return is_manager(value.sibling(value.node.args[0]), names)
        if called in fullnames.CONTEXT_MANAGER_DECORATORS:
            wrapped = callee_of(value.sibling(value.node.args[0]), names)
            return wrapped is not None and _is_plain_generator(wrapped.function)
    callee = callee_of(dependency, names)
    return callee is not None and _is_decorated_so(callee.function, names)


def manager_function(dependency: Expression, names: Names) -> Expression | None:
    """The function under `contextmanager` whose call gives a dependency, a manager that is made at once."""
    made = resolve(dependency, names)
    if not isinstance(made.node, ast.Call):
        return None
    called = made.sibling(made.node.func)
    is_made_so = not is_response_scoped(called, names) and is_manager(called, names)
    return called if is_made_so and not is_manager(made, names) else None


def _is_plain_generator(function: Function) -> bool:
    return function.is_generator and not _others(function)


def _is_decorated_so(function: Function, names: Names) -> bool:
    others = _others(function)
    return (
        function.is_generator
        and len(others) == 1
        and names.fullname(others[0]) in fullnames.CONTEXT_MANAGER_DECORATORS
    )


def _others(function: Function) -> list[Expression]:
    """The decorators that may make something else of a function."""
    return [decorator for decorator in function.decorators if not only_binds(decorator.node)]
