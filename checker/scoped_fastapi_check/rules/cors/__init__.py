"""`fastapi-cors`: origins that no browser sends, and a text where a list is meant.

Starlette's CORSMiddleware looks the `Origin` header up in what it is given, letter by letter. A
browser sends `scheme://host`, with a port that is not the usual one of the scheme, in lower case and
with nothing behind it (RFC 6454, section 6.2).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from scoped_fastapi_check.analysis.questions import (
    Check,
    InstanceOf,
    ProjectMentions,
    Steps,
    SubclassOf,
    TypeOf,
    ask,
)
from scoped_fastapi_check.analysis.types import Instance, class_seen
from scoped_fastapi_check.diagnostics.codes import CORS
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Edit, Fix, Node
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.declarations import literal_text
from scoped_fastapi_check.model.module import Call, Expression
from scoped_fastapi_check.model.own_attributes import value_of_own_attribute
from scoped_fastapi_check.model.resolution import resolve
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.cors.origins import problem
from scoped_fastapi_check.rules.cors.sources import (
    default_of_settings,
    further,
    is_changed,
    is_converted,
    pieces,
    text_of,
)
from scoped_fastapi_check.rules.shared.edits import source_of
from scoped_fastapi_check.rules.shared.wording import written

WORD: Final = "allow_origins"
_WITH_PYDANTIC_2: Final = (0, 128)
"""Since then FastAPI takes no other one."""
_WITHOUT_SLASH: Final = "preserve_empty_path"


def check(context: Context) -> Iterator[Check]:
    """One check for each call that gives origins to the middleware."""
    if not context.module.mentions("CORS"):
        return
    for call in context.module.calls:
        given = _given(context, call)
        if given is not None:
            yield _check_call(context, call, given)


def _given(context: Context, call: Call) -> Expression | None:
    """The origins that a call passes: by keyword, in a dict of keywords, behind the application."""
    for keyword in call.node.keywords:
        value = Expression(keyword.value, call.scope)
        if keyword.arg == WORD:
            return value
        options = resolve(value, context.names)
        item = _item(options.node, WORD) if keyword.arg is None else None
        if item is not None:
            return options.sibling(item)
    return call.argument(WORD, 1) if _names_it(call) else None


def _item(options: ast.expr, name: str) -> ast.expr | None:
    """What a dictionary has under a name."""
    match options:
        case ast.Dict(keys=keys, values=values):
            items = zip(keys, values, strict=True)
            found = [
                item for key, item in items if isinstance(key, ast.Constant) and key.value == name
            ]
        case ast.Call(func=ast.Name(id="dict"), args=[], keywords=keywords):
            found = [keyword.value for keyword in keywords if keyword.arg == name]
        case _:
            found = []
    return found[0] if found else None


def _names_it(call: Call) -> bool:
    """Whether the middleware may be what is called, or what the call is given first."""
    first = call.node.args[0] if call.node.args else call.node.func
    return any(
        isinstance(node, ast.Name | ast.Attribute) and "cors" in ast.unparse(node).lower()
        for node in (call.node.func, first)
    )


def _check_call(context: Context, call: Call, given: Expression) -> Check:
    if not (yield from _is_cors(call)):
        return
    value = _followed(context, given)
    if (yield from _is_text(context, value)):
        context.report(_text(_place(context, given, call), given, value))
    elif not is_changed(context, given):
        for origins in (value, *further(context, given)):
            yield from _check_origins(context, origins, _place(context, given, call))


def _place(context: Context, given: Expression, call: Call) -> ast.expr:
    """Where a report stands: another module may hold the dict of the keywords."""
    return given.node if given.scope.module is context.module else call.node


def _check_origins(context: Context, value: Expression, place: ast.expr) -> Check:
    """What holds origins: a display, one made of others, a name."""
    node = value.node
    for text in pieces(value, context.names):
        _check_piece(context, value, text, place)
    match node:
        case ast.List(elts=items) | ast.Tuple(elts=items) | ast.Set(elts=items):
            for item in items:
                if isinstance(item, ast.Starred):
                    yield from _check_origins(
                        context, _followed(context, value.sibling(item.value)), place
                    )
                else:
                    yield from _check_item(context, value.sibling(item), place)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            for side in (left, right):
                yield from _check_origins(context, _followed(context, value.sibling(side)), place)
        case ast.IfExp(body=left, orelse=right) | ast.BoolOp(values=[left, right]):
            for side in (left, right):
                yield from _check_origins(context, _followed(context, value.sibling(side)), place)
        case ast.Call(func=ast.Name(id="list" | "tuple" | "set"), args=[inner]):
            yield from _check_origins(context, _followed(context, value.sibling(inner)), place)
        case ast.Call(func=ast.Name(id="map"), args=[ast.Name(id="str"), inner]):
            yield from _check_made_texts(context, value.sibling(inner), place)
        case ast.ListComp(elt=item) | ast.SetComp(elt=item) | ast.GeneratorExp(elt=item):
            source = value.sibling(node.generators[0].iter)
            if _is_text_of_each(node):
                yield from _check_made_texts(context, source, place)
            elif isinstance(item, ast.JoinedStr | ast.BinOp):
                yield from _check_item(context, value.sibling(item), place)
            elif _is_each(node, item):
                yield from _check_origins(context, _followed(context, source), place)
        case ast.Name() | ast.Attribute():
            shown = yield from _urls_in(context, value)
            default = None if shown else default_of_settings(value, context.names)
            if shown is not None:
                context.report(_url(place, shown))
            elif default is not None and not isinstance(default.node, ast.Attribute | ast.Name):
                yield from _check_origins(context, default, place)
        case _:
            pass


_Comprehension = ast.ListComp | ast.SetComp | ast.GeneratorExp


def _is_text_of_each(node: _Comprehension) -> bool:
    """`str(origin) for origin in ...`, or an f-string of it alone."""
    given = _made_into_text(node.elt)
    return given is not None and _is_each(node, given)


def _made_into_text(node: ast.expr) -> ast.expr | None:
    """What `str(...)`, or an f-string with nothing else in it, makes a text of."""
    match node:
        case ast.Call(func=ast.Name(id="str"), args=[given], keywords=[]):
            return given
        case ast.JoinedStr(values=[ast.FormattedValue(value=given, format_spec=None)]):
            return given
        case _:
            return None


def _is_each(node: _Comprehension, item: ast.expr) -> bool:
    """Whether an expression is what a comprehension goes through, as it is."""
    match node.generators, item:
        case [ast.comprehension(target=ast.Name(id=name))], ast.Name(id=given):
            return given == name
        case _:
            return False


def _check_made_texts(context: Context, value: Expression, place: ast.expr) -> Check:
    """Texts of URLs: pydantic 2 gives a URL without a path the path `/`."""
    shown = yield from _urls_in(context, value)
    if shown is not None and (yield from _ends_with_slash(context)):
        says = f'the string of each "{shown}" ends with a slash, so that none of them ever matches'
        context.report(_text_of_url(place, says, "them all", "origin"))


def _check_made_text(context: Context, url: Expression, place: ast.expr) -> Check:
    """The text of one of them."""
    if not isinstance(url.node, ast.Name | ast.Attribute):
        return
    found = yield from ask(InstanceOf(url, fullnames.URLS_OF_PYDANTIC_2))
    if found is not None and (yield from _ends_with_slash(context)):
        shown = (yield from ask(TypeOf(url))).shown
        says = f'the string of a "{shown}" ends with a slash, so that it never matches'
        context.report(_text_of_url(place, says, "it", written(url.node)))


def _ends_with_slash(context: Context) -> Steps[bool]:
    """Whether pydantic gives a URL without a path the path `/`."""
    if context.fastapi < _WITH_PYDANTIC_2 and not any(
        map(context.names.exists, fullnames.URLS_OF_PYDANTIC_2)
    ):
        return False
    return not (yield from ask(ProjectMentions(context.module, _WITHOUT_SLASH)))


def _text_of_url(place: ast.expr, says: str, what: str, url: str) -> Diagnostic:
    return Diagnostic.at(
        place,
        CORS,
        says,
        'Starlette compares it with the "Origin" that a browser sends, "https://example.com", as '
        f"it stands, and refuses {what}: write \"str({url}).rstrip('/')\"",
    )


def _urls_in(context: Context, value: Expression) -> Steps[str | None]:
    """The class of the URLs that a collection holds, if it holds some."""
    if not isinstance(value.node, ast.Name | ast.Attribute) or is_converted(value, context.names):
        return None
    view = yield from ask(TypeOf(value))
    shape = view.shape
    if not isinstance(shape, Instance) or len(shape.arguments) != 1:
        return None
    found = yield from ask(InstanceOf(value, fullnames.COLLECTIONS))
    # The class of the items is seen in how the type is written: `list[AnyHttpUrl]`.
    shown = view.shown.rpartition("[")[2].rstrip("]")
    is_url = found is not None and shown.rpartition(".")[2] in fullnames.URL_NAMES
    return shown if is_url else None


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


def _check_piece(context: Context, whole: Expression, text: str, place: ast.expr) -> None:
    """A part of a text that is split."""
    wrong = problem(text)
    if wrong is not None:
        node = whole.node if whole.scope.module is context.module else place
        context.report(_origin(whole, node, text, *wrong, is_whole=False))


def _check_item(context: Context, item: Expression, place: ast.expr) -> Check:
    value = _followed(context, item)
    node = item.node if item.scope.module is context.module else place
    text = text_of(item, context.names)
    wrong = None if text is None else problem(text)
    if text is not None:
        if wrong is not None:
            is_whole = literal_text(item, context.names) is not None
            context.report(_origin(item, node, text, *wrong, is_whole=is_whole))
    elif (ending := _last_text(value.node)).endswith("/") and not ending.endswith("//"):
        context.report(
            _origin(item, node, f"...{ending}", "ends with a slash", None, is_whole=False)
        )
    elif (url := _made_into_text(value.node)) is not None:
        yield from _check_made_text(context, value.sibling(url), node)
    elif isinstance(value.node, ast.Name | ast.Attribute):
        found = yield from ask(InstanceOf(value, fullnames.URLS))
        if found is not None:
            context.report(_url(node, (yield from ask(TypeOf(value))).shown))


def _last_text(node: ast.expr) -> str:
    """What a text ends with that is put together, where that is written out."""
    match node:
        case ast.JoinedStr(values=[*_, last]) | ast.BinOp(op=ast.Add(), right=last):
            return _last_text(last)
        case ast.Constant(value=str() as text):
            return text
        case _:
            return ""


def _is_text(context: Context, value: Expression) -> Steps[bool]:
    """Whether the value is a text that is not `"*"`, which may stand alone."""
    node = value.node
    if is_converted(value, context.names):
        return False
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
    """The value behind a name, or an attribute of the object itself, that has one."""
    return context.names.value(value) or value_of_own_attribute(value) or value


def _origin(
    item: Expression,
    node: Node,
    origin: str,
    why: str,
    fixed: str | None,
    *,
    is_whole: bool,
) -> Diagnostic:
    advice = f'write "{fixed}"' if fixed else 'list each origin, or use "allow_origin_regex"'
    fix = None
    is_written = is_whole and item.node is node and source_of(item) is not None
    if fixed is not None and is_written:
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


def _text(place: ast.expr, given: Expression, value: Expression) -> Diagnostic:
    fix = None
    node = value.node
    shown = str(node.value) if isinstance(node, ast.Constant) else written(node)
    text = source_of(given)
    if isinstance(given.node, ast.Constant) and text is not None:
        edit = Edit.of(given.node, f"[{text}]", Path(given.scope.module.path))
        fix = Fix("Make a list of it", (edit,))
    return Diagnostic.at(
        place,
        CORS,
        f'"allow_origins" is given the string "{shown}" in place of a list',
        "Starlette looks for the origin inside of the string, and lets in every site whose origin is "
        'a part of it, such as "https://a.co" for "https://a.com": pass a list of origins',
        fix=fix,
    )


def _url(node: Node, shown: str) -> Diagnostic:
    return Diagnostic.at(
        node,
        CORS,
        f'"allow_origins" holds objects of "{shown}", which never equal a string',
        'Starlette compares each with the "Origin" that a browser sends, and refuses them all: pass '
        "strings, \"[str(origin).rstrip('/') for origin in ...]\"",
    )


RULE: Final = Rule(CORS, check)
