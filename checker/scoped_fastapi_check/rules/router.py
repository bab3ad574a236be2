"""`fastapi-router`: one method and one path, twice in one application.

FastAPI takes the first route that matches, and says nothing of those that come after it. Up to the
names of their parameters the paths are one: no request tells them apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import Check
from scoped_fastapi_check.analysis.routers import router_class
from scoped_fastapi_check.diagnostics.codes import ROUTER
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model.routes import Registration
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.shared.answering import answering

if TYPE_CHECKING:
    from scoped_fastapi_check.model.route_facts import Unreachable


def check(context: Context) -> Iterator[Check]:
    """The routes of the module whose place another one has in an application."""
    for registration in context.registrations:
        for found in () if registration.facts is None else registration.facts.unreachable:
            if found.is_same_path:
                yield _check_route(context, registration, found)


def _check_route(context: Context, registration: Registration, found: Unreachable) -> Check:
    if (yield from router_class(registration, "path")) is None:
        return
    given = registration.path
    methods = "/".join(found.methods)
    where = f" in {found.place}" if found.place else ""
    of = f' of "{found.application}"' if found.application else ""
    other = "" if found.by == found.path else f' as "{found.by}"'
    context.report(
        Diagnostic.at(
            registration.call.node if given is None else given.node,
            ROUTER,
            f'{methods} "{found.path}"{of} is registered already{other}, for "{found.handler}"{where}',
            "FastAPI gives every request to the first one, and this handler never runs: give it "
            "another path or method, or remove one of the two",
            related=[answering(found)],
        )
    )


RULE: Final = Rule(ROUTER, check)
