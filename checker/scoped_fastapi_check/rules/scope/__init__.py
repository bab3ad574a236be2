"""`fastapi-scope`: a value that is used after the dependency that provides it was closed.

What has `scope="function"`, or is a `response_scoped_dependency`, is closed before the response is
sent. Background tasks, streams and generators that are request-scoped outlive it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from scoped_fastapi_check.analysis.questions import Check
from scoped_fastapi_check.diagnostics.codes import SCOPE
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.scope.blocks import check_blocks
from scoped_fastapi_check.rules.scope.chains import check_site
from scoped_fastapi_check.rules.scope.escapes import check_function
from scoped_fastapi_check.rules.scope.files import check_files
from scoped_fastapi_check.rules.scope.held import Holdings
from scoped_fastapi_check.rules.scope.wanted import check_wanted
from scoped_fastapi_check.rules.shared.routes_asking import RoutesAsking


def check(context: Context) -> Iterator[Check]:
    """Checks of what generators depend on, and of what functions do with what they are given."""
    routes = RoutesAsking(context)
    for site in context.dependency_sites:
        if site.marker.call.scope.module is context.module and site.alias is None:
            yield check_site(context, site, routes)
    holdings = Holdings(context)
    for function in context.module.functions:
        yield check_function(context, function, routes, holdings)
        yield check_files(context, function, routes)
    yield from check_blocks(context)
    yield from check_wanted(context)


RULE: Final = Rule(SCOPE, check)
