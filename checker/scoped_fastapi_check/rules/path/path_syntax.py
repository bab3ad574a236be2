"""What is wrong with a path whatever its handler takes."""

from __future__ import annotations

import re
from typing import Final

from scoped_fastapi_check.analysis.questions import Check
from scoped_fastapi_check.analysis.routers import router_class
from scoped_fastapi_check.diagnostics.codes import PATH
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Fix
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.declarations import literal_text
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.paths import literal_braces, path_parameters
from scoped_fastapi_check.model.placeholders import is_placeholder
from scoped_fastapi_check.model.routes import (
    Registration,
)
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.path.routers import own_prefix
from scoped_fastapi_check.rules.shared.edits import inside_literal

_APPLICATIONS: Final = frozenset({fullnames.FASTAPI, fullnames.SCOPED_FASTAPI})
_WORD: Final = re.compile(r"\w")
_FIRST_PARAMETER: Final = re.compile(r"{\w+(:\w+)?}")
_BALANCED: Final = re.compile(r"{[^{}]*}")
_OTHER_SPELLINGS: Final = re.compile(
    r"<(?:\w+:)?(?P<flask>\w+)>|(?<=/):(?P<express>[A-Za-z_]\w*)(?=/|$)"
)


def check_path(context: Context, registration: Registration) -> Check:
    """Look for a missing slash, for a name that is used twice, for braces without a meaning."""
    given = registration.path
    path = None if given is None else literal_text(given, context.names)
    if given is None or not path:
        return
    if _lacks_slash(path):
        yield from _check_slash(context, registration, given, path)
        return
    problem = (
        _twice(path)
        or _braces(path)
        or _unbalanced(path)
        or _after_the_path(path)
        or _other_spelling(path, registration)
    )
    if problem is not None and (yield from router_class(registration, "path")) is not None:
        context.report(Diagnostic.at(given.node, PATH, *problem))


def _lacks_slash(path: str) -> bool:
    """Whether a path begins with a word; `{rest:path}` and, after a prefix, `:action` may do."""
    if _WORD.match(path) is not None:
        return "://" not in path
    first = _FIRST_PARAMETER.match(path)
    return first is not None and first[1] != ":path"


def _check_slash(
    context: Context, registration: Registration, given: Expression, path: str
) -> Check:
    """A path is joined to the prefix as it stands; without one, nothing ever matches it."""
    router = yield from router_class(registration, "path")
    if router is None:
        return
    is_application = router in _APPLICATIONS
    prefix = "" if is_application else own_prefix(registration.router, context.names)
    if not is_application and not prefix and _may_document(registration):
        return
    if prefix and not (prefix[-1].isalnum() or prefix.endswith("}")) and path.startswith("{"):
        return  # "/items-" and "{item_id}" may well be one part of a path.
    happens = "FastAPI joins it to the prefix as it stands"
    if is_application:
        happens = "FastAPI registers the route, but no request can match it"
    elif prefix:
        happens += f', "{prefix}{path}"'
    message = f'path "{path}" does not begin with a slash'
    edit = inside_literal(given, "", "/")
    fix = None if edit is None else Fix(f'Write "/{path}"', (edit,))
    context.report(Diagnostic.at(given.node, PATH, message, f'{happens}: write "/{path}"', fix=fix))


def _may_document(registration: Registration) -> bool:
    """Whether a route may be no more than the documentation of a webhook, whose path is a name."""
    return registration.function is None or is_placeholder(registration.function)


def _unbalanced(path: str) -> tuple[str, str] | None:
    """A brace without the other one: `/{item_id`."""
    rest = _BALANCED.sub("", path)
    if "$" in path or not ("{" in rest or "}" in rest):
        return None
    which, missing = ("{", "}") if "{" in rest else ("}", "{")
    return (
        f'path "{path}" has a "{which}" without its "{missing}"',
        f'FastAPI matches it as plain text, so that no parameter is filled: add the "{missing}"',
    )


def _after_the_path(path: str) -> tuple[str, str] | None:
    """A query or a fragment, which servers cut off before FastAPI looks at the path."""
    plain = _BALANCED.sub("", path)
    sign = next((sign for sign in "?#" if sign in plain), None)
    if sign is None or "$" in path or "://" in path:
        return None
    part = "the query" if sign == "?" else "a fragment"
    advice = "declare a parameter for each value of the query" if sign == "?" else "leave it out"
    return (
        f'path "{path}" has a "{sign}", with which {part} begins',
        f"FastAPI matches the path alone, and answers 404 to every request: {advice}",
    )


def _other_spelling(path: str, registration: Registration) -> tuple[str, str] | None:
    """`<item_id>` and `:item_id`, as other frameworks have it, where a parameter has that name."""
    if registration.function is None:
        return None
    parameters = {parameter.name for parameter in registration.function.parameters}
    for found in _OTHER_SPELLINGS.finditer(path):
        name = found["flask"] or found["express"]
        if name in parameters:
            return (
                f'"{found[0]}" in the path "{path}" is no path parameter',
                f'FastAPI matches it as plain text: write "{{{name}}}"',
            )
    return None


def _twice(path: str) -> tuple[str, str] | None:
    names = [parameter.name for parameter in path_parameters(path)]
    repeated = next((name for name in names if names.count(name) > 1), None)
    if repeated is None:
        return None
    return (
        f'path "{path}" has the parameter "{repeated}" twice',
        "FastAPI refuses to register the route: give each of them a name of its own",
    )


def _braces(path: str) -> tuple[str, str] | None:
    for braces in literal_braces(path):
        if "$" in braces:
            continue  # An expression of OpenAPI, in the path of a callback.
        name = re.sub(r"\W+", "_", re.split(r":|\|", braces.strip("{}"))[0].strip()).strip("_")
        if name and not name[0].isdigit():
            return (
                f'"{braces}" in the path "{path}" is no path parameter',
                f'FastAPI matches it as plain text, braces included: write "{{{name}}}"',
            )
    return None
