"""How long what a dependency provides lives, as far as the place that asks for it tells.

FastAPI closes a `yield` dependency after the response was sent (`scope="request"`, the default) or
before that (`scope="function"`), and so does `response_scoped_dependency`. The routers and
applications of `scoped_fastapi` can set another default.
"""

from __future__ import annotations

import ast
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import Callee, callee_of, made_by
from scoped_fastapi_check.model.memo import once_told
from scoped_fastapi_check.model.method_decorators import only_binds
from scoped_fastapi_check.model.resolution import resolve

if TYPE_CHECKING:
    from scoped_fastapi_check.model.dependencies import Marker
    from scoped_fastapi_check.model.module import Expression, Function
    from scoped_fastapi_check.model.names import Names

# Names and wrappers that may stand between a dependency and its function.
_MAX_STEPS: Final = 20


class Lifetime(Enum):
    """When a `yield` dependency is closed."""

    REQUEST = auto()
    """After the response was sent."""
    RESPONSE = auto()
    """Before the response is sent."""
    DEFAULT = auto()
    """As the router and the application say; FastAPI's own default is REQUEST."""
    UNKNOWN = auto()


_SAID: Final = {
    "'request'": Lifetime.REQUEST,
    "'function'": Lifetime.RESPONSE,
    "None": Lifetime.DEFAULT,
}


def lifetime(marker: Marker, names: Names) -> Lifetime:
    """The lifetime that a `Depends(...)` asks for, if what it depends on is a `yield` dependency."""
    if marker.dependency is not None and is_response_scoped(marker.dependency, names):
        return Lifetime.RESPONSE
    if marker.call.has_unpacking:
        return Lifetime.UNKNOWN
    given = marker.call.keyword("scope")
    return Lifetime.DEFAULT if given is None else _said(given, names)


def _said(scope: Expression, names: Names) -> Lifetime:
    node = resolve(scope, names).node
    if not isinstance(node, ast.Constant):
        return Lifetime.UNKNOWN
    return _SAID.get(repr(node.value), Lifetime.UNKNOWN)


@once_told
def is_response_scoped(dependency: Expression, names: Names) -> bool:
    """Whether `response_scoped_dependency` was applied to a dependency, as a decorator or a call."""
    value: Expression | None = dependency
    for _ in range(_MAX_STEPS):
        if value is None:
            return False
        if isinstance(value.node, ast.Call):
            called = names.fullname(value.sibling(value.node.func))
            if called in fullnames.RESPONSE_SCOPED:
                return True
            if called not in fullnames.TRANSPARENT_WRAPPERS or not value.node.args:
                made = made_by(value, names)
                return made is not None and _is_decorated_so(made, names)
            value = value.sibling(value.node.args[0])
        elif (function := names.function(value)) is not None:
            return _is_decorated_so(function, names)
        else:
            value = names.value(value)
    return False


def _is_decorated_so(function: Function, names: Names) -> bool:
    return any(
        names.fullname(decorator) in fullnames.RESPONSE_SCOPED for decorator in function.decorators
    )


def yield_dependency(dependency: Expression, names: Names) -> Callee | None:
    """The generator function behind a dependency, if something closes what it provides.

    A decorator may make anything of a function, so decorated ones are left alone, but for those of
    `response_scoped_dependency`, which takes what `contextlib` makes, too.
    """
    callee = callee_of(dependency, names)
    if callee is None or not callee.function.is_generator:
        return None
    known = fullnames.RESPONSE_SCOPED
    if is_response_scoped(dependency, names):
        known |= fullnames.CONTEXT_MANAGER_DECORATORS
    return callee if _has_no_others(callee.function, known, names) else None


def _has_no_others(function: Function, known: frozenset[str], names: Names) -> bool:
    return all(
        only_binds(decorator.node) or names.fullname(decorator) in known
        for decorator in function.decorators
    )
