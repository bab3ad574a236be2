"""`fastapi-cors`: origins that no browser sends, and a text where a list is meant.

Starlette's CORSMiddleware looks the `Origin` header up in what it is given, letter by letter. A
browser sends `scheme://host`, with a port that is not the usual one of the scheme, in lower case and
with nothing behind it (RFC 6454, section 6.2).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from scoped_fastapi_check.analysis.questions import (
    Check,
    InstanceOf,
    Steps,
    SubclassOf,
    TypeOf,
    ask,
)
from scoped_fastapi_check.analysis.types import Instance, class_seen
from scoped_fastapi_check.diagnostics.codes import CORS
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Edit, Fix, Node
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Call, Expression
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.shared.edits import source_of
from scoped_fastapi_check.rules.shared.wording import written

WORD: Final = "allow_origins"
_ORIGIN: Final = re.compile(r"(?P<scheme>[^:/]+)://(?P<host>[^/?#]*)(?P<rest>.*)", re.DOTALL)
_PORTS: Final = {"http": ":80", "https": ":443"}


def check(context: Context) -> Iterator[Check]:
    """One check for each call that passes `allow_origins`."""
    for call in context.calls.passing(WORD):
        yield _check_call(context, call)


def _check_call(context: Context, call: Call) -> Check:
    given = call.keyword(WORD)
    if given is None or not (yield from _is_cors(call)):
        return
    value = _followed(context, given)
    if isinstance(value.node, ast.List | ast.Tuple | ast.Set):
        for item in value.node.elts:
            yield from _check_item(context, value.sibling(item), given)
    elif (yield from _is_text(value)):
        context.report(_text(given, value))
    elif isinstance(value.node, ast.Name | ast.Attribute):
        view = yield from ask(TypeOf(value))
        shape = view.shape
        if isinstance(shape, Instance) and len(shape.arguments) == 1:
            found = yield from ask(InstanceOf(value, fullnames.COLLECTIONS))
            # The class of the items is seen in how the type is written: `list[AnyHttpUrl]`.
            shown = view.shown.rpartition("[")[2].rstrip("]")
            if found is not None and shown.rpartition(".")[2] in fullnames.URL_NAMES:
                context.report(_url(given.node, shown))


def _is_cors(call: Call) -> Steps[bool]:
    """Whether a call makes the middleware, or hands it to what makes it."""
    node = call.node
    first = call.node.args[0] if node.args else None
    if isinstance(node.func, ast.Attribute) and node.func.attr == "add_middleware":
        given = call.argument("middleware_class", 0)
        return given is not None and (yield from _is_middleware(given))
    if first is not None and (yield from _is_middleware(Expression(first, call.scope))):
        return True
    return (yield from _is_middleware(call.callee))


def _is_middleware(expression: Expression) -> Steps[bool]:
    if not isinstance(expression.node, ast.Name | ast.Attribute):
        return False
    # A class of one's own may compare in another way.
    found = yield from ask(
        SubclassOf(expression, (fullnames.CORS_MIDDLEWARE,), ("__init__", "is_allowed_origin"))
    )
    return found is not None


def _check_item(context: Context, item: Expression, given: Expression) -> Check:
    value = _followed(context, item)
    node = _here(context, item, given)
    if isinstance(value.node, ast.Constant) and isinstance(value.node.value, str):
        problem = _problem(value.node.value)
        if problem is not None:
            why, fixed = problem
            context.report(_origin(item, node, value.node.value, why, fixed))
    elif isinstance(value.node, ast.Name | ast.Attribute):
        found = yield from ask(InstanceOf(value, fullnames.URLS))
        if found is not None:
            context.report(_url(node, (yield from ask(TypeOf(value))).shown))


def _problem(origin: str) -> tuple[str, str | None] | None:
    """Why no browser sends this origin, and which one it would send."""
    if origin in {"*", "null"}:
        return None
    if origin != origin.strip():
        return "has white space around it", origin.strip()
    parts = _ORIGIN.fullmatch(origin)
    if "*" in origin:
        return 'has a "*" in it, which stands for nothing here', None
    if parts is None:
        return "has no scheme", f"https://{origin}" if re.match(r"[\w.-]+\.\w", origin) else None
    scheme, host, rest = parts["scheme"], parts["host"], parts["rest"]
    if rest == "/":
        return "ends with a slash", f"{scheme}://{host}"
    if rest:
        return "has a path", f"{scheme}://{host}"
    if "@" in host or not host:
        return "has no host alone behind its scheme", None
    if scheme in _PORTS and host.endswith(_PORTS[scheme]):
        return "names the usual port", f"{scheme}://{host.removesuffix(_PORTS[scheme])}"
    if scheme.lower() in _PORTS and origin != origin.lower():
        return "is not in lower case", origin.lower()
    return None


def _is_text(value: Expression) -> Steps[bool]:
    """Whether the value is a text that is not `"*"`, which may stand alone."""
    node = value.node
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and node.value != "*"
    if any(isinstance(part, ast.Constant) and part.value == "*" for part in ast.walk(node)):
        return False
    if isinstance(node, ast.Attribute) and (yield from _may_be_a_star(value, node)):
        return False
    return (yield from ask(InstanceOf(value, ("builtins.str",)))) is not None


def _may_be_a_star(value: Expression, node: ast.Attribute) -> Steps[bool]:
    """Whether the class of an object has `"*"` for the default of an attribute."""
    cls = class_seen((yield from ask(TypeOf(value.sibling(node.value)))))
    bodies = [] if cls is None else [ancestor.body for ancestor in cls.mro]
    values = [body.values.get(node.attr, ()) for body in bodies if body is not None]
    return any(
        isinstance(part, ast.Constant) and part.value == "*"
        for each in values
        for one in each
        if one is not None
        for part in ast.walk(one)
    )


def _followed(context: Context, value: Expression) -> Expression:
    """The value behind a name that has one."""
    return context.names.value(value) or value


def _here(context: Context, item: Expression, given: Expression) -> ast.expr:
    return item.node if item.scope.module is context.module else given.node


def _origin(item: Expression, node: Node, origin: str, why: str, fixed: str | None) -> Diagnostic:
    advice = f'write "{fixed}"' if fixed else 'list each origin, or use "allow_origin_regex"'
    fix = None
    if fixed is not None and item.node is node and source_of(item) is not None:
        edit = Edit.of(node, f'"{fixed}"', Path(item.scope.module.path))
        # Which scheme is meant only a person knows.
        fix = Fix(f'Write "{fixed}"', (edit,), is_safe="no scheme" not in why)
    return Diagnostic.at(
        node,
        CORS,
        f'origin "{origin}" {why}, so that it never matches',
        f'Starlette compares it with the "Origin" that a browser sends, "https://example.com", as '
        f"it stands, and refuses them all: {advice}",
        fix=fix,
    )


def _text(given: Expression, value: Expression) -> Diagnostic:
    fix = None
    node = value.node
    shown = str(node.value) if isinstance(node, ast.Constant) else written(node)
    text = source_of(given)
    if isinstance(given.node, ast.Constant) and text is not None:
        edit = Edit.of(given.node, f"[{text}]", Path(given.scope.module.path))
        fix = Fix("Make a list of it", (edit,))
    return Diagnostic.at(
        given.node,
        CORS,
        f'"allow_origins" is given the text "{shown}" in place of a list',
        "Starlette looks for the origin inside of the text, and lets in every site whose origin is "
        'a part of it, such as "https://a.co" for "https://a.com": pass a list of origins',
        fix=fix,
    )


def _url(node: Node, shown: str) -> Diagnostic:
    return Diagnostic.at(
        node,
        CORS,
        f'"allow_origins" holds objects of "{shown}", which never equal a text',
        'Starlette compares each with the "Origin" that a browser sends, and refuses them all: pass '
        "texts, \"[str(origin).rstrip('/') for origin in ...]\"",
    )


RULE: Final = Rule(CORS, check)
