"""A path and the parameters of its route: each side may have what the other one lacks."""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Iterable, Iterator
from typing import Final

from scoped_fastapi_check.analysis.questions import Check
from scoped_fastapi_check.analysis.routers import router_class
from scoped_fastapi_check.diagnostics.codes import PATH
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Fix
from scoped_fastapi_check.model.module import Expression, Function
from scoped_fastapi_check.model.paths import literal_braces, path_parameters
from scoped_fastapi_check.model.routes import (
    Registration,
)
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.path.consumed_parameters import Known, Required, Taken, Takers
from scoped_fastapi_check.rules.path.routers import (
    Surroundings,
    listed_dependencies,
    own_prefix,
    surroundings,
)
from scoped_fastapi_check.rules.shared.edits import inside_literal

# Starlette's own registrations know nothing of FastAPI's parameters.
_WITHOUT_PARAMETERS: Final = frozenset({"websocket_route", "add_websocket_route"})
_SIMILAR: Final = 0.7


def check_route(
    context: Context,
    function: Function,
    registration: Registration,
    path: str,
    known: Known,
    is_first: bool,
) -> Check:
    """Compare what the path offers with what the handler and its dependencies take.

    What is wrong with a parameter, and not with a path, is said of the first path alone.
    """
    callee = registration.call.node.func
    assert isinstance(callee, ast.Attribute)
    listed = listed_dependencies(registration.call, context.names)
    if listed is None or callee.attr in _WITHOUT_PARAMETERS or literal_braces(path):
        return
    if registration.call.has_unpacking:
        return
    if (yield from router_class(registration, "path", "endpoint")) is None:
        return
    takers = Takers(context, known)
    facts = registration.facts
    if facts is not None and facts.prefixes is not None and facts.taken is not None:
        around: Surroundings | None = Surroundings(facts.prefixes, ())
        takers.taken.names.update(facts.taken)
    else:
        around = yield from surroundings(context, registration.router)
    yield from takers.handler(function, registration.handler)
    yield from takers.entries((*listed, *(around.dependencies if around else ())))
    given = registration.path
    if given is None or not takers.taken.is_known:
        return
    route = _Route(context, function, given, path, takers.taken, around, is_first)
    prefix = own_prefix(registration.router, context.names)
    for finding in route.findings(prefix or ""):
        context.report(finding)


class _Route:
    """A route of which all is known that takes something from its path."""

    def __init__(
        self,
        context: Context,
        function: Function,
        given: Expression,
        path: str,
        taken: Taken,
        around: Surroundings | None,
        is_first: bool,
    ) -> None:
        self._context = context
        self._function = function
        self._given = given
        self._path = path
        self._taken = taken
        self._around = around
        self._is_first = is_first

    def findings(self, own_prefix: str) -> Iterator[Diagnostic]:
        """What one side has and the other lacks.

        The routers that include this one may have prefixes and dependencies that are not known;
        then only a name that is nearly the one in the path is certain to be meant for it.
        """
        parameters = path_parameters(self._path)
        prefixes = [own_prefix] if self._around is None else self._around.prefixes
        offered = {part.name for part in parameters}
        offered.update(part.name for prefix in prefixes for part in path_parameters(prefix))
        missing = [required for required in self._taken.required if required.name not in offered]
        for part in parameters:
            if part.name in self._taken.names or part.is_placeholder:
                continue
            meant = _nearest(part.name, missing)
            if meant is not None:
                missing.remove(meant)
                yield self._misspelled(part.name, meant)
            elif self._around is not None:
                yield self._not_taken(part.name)
        if self._around is not None and self._is_first:
            for required in missing:
                if required.is_path:
                    yield self._not_in_path(required)

    def _misspelled(self, name: str, meant: Required) -> Diagnostic:
        happens = f'FastAPI looks for "{meant.name}" in the query'
        if meant.is_path:
            happens = f'FastAPI finds no "{meant.name}" in the path'
        return Diagnostic.at(
            self._given.node,
            PATH,
            f'path parameter "{name}" is taken by no parameter of "{self._function.name}"; '
            f'did you mean "{meant.name}"?',
            f"{happens} and answers 422: give both the same name",
            fix=self._respelled(name, meant.name),
        )

    def _respelled(self, name: str, meant: str) -> Fix | None:
        """The name of the parameter in the path: the signature may have other callers."""
        found = re.search(rf"{{{re.escape(name)}([:}}])", self._path)
        if found is None:
            return None
        edit = inside_literal(self._given, found[0], f"{{{meant}{found[1]}")
        title = f'Name the path parameter "{meant}"'
        return None if edit is None else Fix(title, (edit,))

    def _not_taken(self, name: str) -> Diagnostic:
        return Diagnostic.at(
            self._given.node,
            PATH,
            f'path parameter "{name}" is taken by no parameter of "{self._function.name}" or of '
            "its dependencies",
            f'FastAPI drops its value: add a parameter "{name}", or write '
            f'"{{_{name}}}" where any value will do',
        )

    def _not_in_path(self, required: Required) -> Diagnostic:
        owner = required.parameter.function
        is_own = owner is self._function and owner.scope.module is self._context.module
        whose = "" if owner is self._function else f' of the dependency "{owner.name}"'
        return Diagnostic.at(
            required.parameter.node if is_own else self._given.node,
            PATH,
            f'parameter "{required.parameter.name}"{whose} is declared with "Path()", but the path '
            f'"{self._path}" has no "{{{required.name}}}"',
            'FastAPI answers 422 to every request: add it to the path, or declare it with "Query()"',
        )


def _nearest(name: str, missing: Iterable[Required]) -> Required | None:
    """The one among the names without a value that was certainly meant to be `name`."""
    near = [required for required in missing if _is_near(name, required.name)]
    return max(near, key=lambda required: _similarity(name, required.name), default=None)


def _is_near(one: str, other: str) -> bool:
    """Whether two names are one name in two spellings: `itemId`, `item_id`, `id`, `itme_id`.

    What both end with, as in `user_id` and `team_id`, tells nothing.
    """
    first, second = _words(one), _words(other)
    if "".join(first) == "".join(second):
        return True
    if first[-len(second) :] == second or second[-len(first) :] == first:
        return True
    while len(first) > 1 and len(second) > 1 and first[-1] == second[-1]:
        first, second = first[:-1], second[:-1]
    start, end = "".join(first), "".join(second)
    return start[:1] == end[:1] and _similarity(start, end) >= _SIMILAR


def _words(name: str) -> list[str]:
    """The words of a name, however they are joined."""
    spaced = "".join(f" {letter}" if letter.isupper() else letter for letter in name)
    return spaced.replace("_", " ").replace("-", " ").lower().split() or [name]


def _similarity(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()
