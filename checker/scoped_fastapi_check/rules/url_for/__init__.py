"""`fastapi-url-for`: a URL of a route that is not there, or with other parameters than its path takes.

Starlette looks for a route of that name whose path takes exactly these parameters, and raises
NoMatchFound where there is none. The name is that of the handler, unless `name=` says otherwise.
Templates, which are no modules, are looked at by `templates/`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from scoped_fastapi_check.analysis.questions import Check, InstanceOf, ask
from scoped_fastapi_check.diagnostics.codes import URL_FOR
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Fix
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.declarations import literal_text
from scoped_fastapi_check.model.module import Call, Expression
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.shared.edits import inside_literal
from scoped_fastapi_check.rules.url_for.mistakes import Mistake, mistake
from scoped_fastapi_check.rules.url_for.probing import is_probing

_METHODS: Final = ("url_for", "url_path_for")
_OWNERS: Final = (fullnames.HTTP_CONNECTION, *fullnames.ROUTERS, fullnames.STARLETTE)
# Of these, also one in a mounted application asks the outermost one.
_REQUESTS: Final = (fullnames.HTTP_CONNECTION,)
# A router that is included has paths with further parameters.
_OUTERMOST: Final = (*_REQUESTS, fullnames.STARLETTE)


def check(context: Context) -> Iterator[Check]:
    """One check for each call of `url_for` or `url_path_for`."""
    for method in _METHODS:
        for call in context.calls.of_method(method):
            yield _check_call(context, call)


def _check_call(context: Context, call: Call) -> Check:
    urls = context.application.urls
    given = Expression(call.node.args[0], call.scope) if call.node.args else None
    name = None if given is None else _name(context, given)
    if urls.names is None or urls.outer_names is None or given is None or name is None:
        return
    owner, is_request = _owner(call)
    found = mistake(name, _parameters(call), urls.names)
    owners: tuple[str, ...] = _OWNERS if found is not None and found.is_about_name else _OUTERMOST
    if found is None and is_request:
        found, owners = mistake(name, _parameters(call), urls.outer_names), _REQUESTS
    if found is None or is_probing(call):
        return
    if (yield from ask(InstanceOf(owner, owners, _METHODS))) is None:
        return
    node = given.node if found.is_about_name else call.node
    fix = _fix(given, name, found)
    context.report(Diagnostic.at(node, URL_FOR, found.message, found.note, fix=fix))


def _name(context: Context, given: Expression) -> str | None:
    """The name that is asked for: a text, or that of a function, `get_user.__name__`."""
    node = given.node
    if isinstance(node, ast.Attribute) and node.attr == "__name__":
        function = context.names.function(given.sibling(node.value))
        return None if function is None else function.name
    return literal_text(given, context.names)


def _owner(call: Call) -> tuple[Expression, bool]:
    """What is asked for a URL, and whether it may be a request itself.

    Behind `request.app.router`, which has no type, it is the request.
    """
    owner = call.node.func
    assert isinstance(owner, ast.Attribute)
    value = owner.value
    for name in ("router", "app"):
        if isinstance(value, ast.Attribute) and value.attr == name:
            value = value.value
    return Expression(value, call.scope), value is owner.value


def _parameters(call: Call) -> tuple[str, ...] | None:
    """The names that a path is given; None where there may be more."""
    names = [keyword.arg for keyword in call.node.keywords]
    if None in names or len(call.node.args) != 1:
        return None
    return tuple(sorted(name for name in names if name is not None))


def _fix(given: Expression, name: str, found: Mistake) -> Fix | None:
    """The name that was meant, in place of the one that is spelled otherwise."""
    edit = None if found.meant is None else inside_literal(given, name, found.meant)
    return None if edit is None else Fix(f'Write "{found.meant}"', (edit,), is_safe=False)


RULE: Final = Rule(URL_FOR, check)
