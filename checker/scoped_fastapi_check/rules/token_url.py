"""`fastapi-token-url`: the documentation's Authorize button sends its form where nobody takes it.

`tokenUrl` is only told to the page of the documentation. A browser joins it to the address of that
page, as any relative link (RFC 3986, section 5.2): `token` on `/docs` is `/token`, whatever prefix the
login route has.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from posixpath import relpath
from typing import Final
from urllib.parse import urljoin, urlsplit

from scoped_fastapi_check.analysis.questions import Check, SubclassOf, ask
from scoped_fastapi_check.diagnostics.codes import TOKEN_URL
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Fix
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.declarations import literal_text
from scoped_fastapi_check.model.module import Call, Expression
from scoped_fastapi_check.model.paths import may_match
from scoped_fastapi_check.model.route_facts import LoginRoute
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.shared.edits import inside_literal


def check(context: Context) -> Iterator[Check]:
    """One check for each `tokenUrl=`, and for each call that may give it by its place."""
    for call in context.calls.passing("tokenUrl"):
        yield _check_call(context, call)
    if context.module.mentions("OAuth2PasswordBearer"):
        for call in context.module.calls:
            if len(call.node.args) == 1 and "Bearer" in ast.unparse(call.node.func):
                yield _check_call(context, call)


def _check_call(context: Context, call: Call) -> Check:
    given = call.argument("tokenUrl", 0)
    url = None if given is None else literal_text(given, context.names)
    logins = context.application.urls.logins
    if given is None or url is None or not logins or urlsplit(url).scheme or url.startswith("//"):
        return
    asked = {route.page: urlsplit(urljoin(route.page, url)).path for route in logins}
    if any(_takes(route, asked[route.page]) for route in logins):
        return
    by_class = {
        fullnames.OAUTH2_PASSWORD_BEARER: _mistake(given, url, logins, asked),
        fullnames.OAUTH2_CODE_BEARER: _mistake_of_code(given, url, logins, asked),
    }
    if any(by_class.values()):
        cls = yield from ask(SubclassOf(call.callee, tuple(by_class)))
        if cls is not None and (found := by_class[cls]) is not None:
            context.report(found)


def _takes(route: LoginRoute, path: str) -> bool:
    """Whether a route answers a POST to a path, or may."""
    if "POST" not in route.methods:
        return False
    # A slash more or less is a redirect, which a browser follows with the form.
    return route.path.rstrip("/") == path.rstrip("/") or may_match(route.path, path)


def _mistake(
    given: Expression, url: str, logins: tuple[LoginRoute, ...], asked: dict[str, str]
) -> Diagnostic | None:
    """What is wrong where some route is certainly meant: one that takes the form, or has the path."""
    for route in logins:
        if route.takes_form:
            return _elsewhere(given, url, asked[route.page], route)
    for route in logins:
        if route.path == asked[route.page] and route.methods:
            methods = ", ".join(route.methods)
            return Diagnostic.at(
                given.node,
                TOKEN_URL,
                f'tokenUrl "{url}" leads to "{route.path}", which answers {methods} and no POST',
                'The Authorize button of the documentation gets a 405: name a route that takes "POST" '
                "and the form",
            )
    return None


def _mistake_of_code(
    given: Expression, url: str, logins: tuple[LoginRoute, ...], asked: dict[str, str]
) -> Diagnostic | None:
    """The same of what takes a code: the only route whose path ends so, behind a prefix, is meant."""
    meant = [
        route
        for route in logins
        if "POST" in route.methods
        and asked[route.page] != "/"
        and route.path.endswith(asked[route.page])
    ]
    return _elsewhere(given, url, asked[meant[0].page], meant[0]) if len(meant) == 1 else None


def _elsewhere(given: Expression, url: str, asked: str, route: LoginRoute) -> Diagnostic:
    right = _relative(route)
    edit = inside_literal(given, url, right)
    fix = None if edit is None else Fix(f'Write "{right}"', (edit,))
    return Diagnostic.at(
        given.node,
        TOKEN_URL,
        f'tokenUrl "{url}" leads to "{asked}", but the form is taken by "{route.path}"',
        f'The Authorize button of the documentation gets a 404: write "{right}"',
        fix=fix,
    )


def _relative(route: LoginRoute) -> str:
    """The path of a route, from the page of the documentation, without dots at its beginning."""
    folder = urljoin(route.page, ".")
    found = relpath(route.path, folder)
    return route.path if found.startswith("..") else found


RULE: Final = Rule(TOKEN_URL, check)
