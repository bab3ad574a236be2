"""The `detail` of an HTTPException, which FastAPI's own handler gives to a JSONResponse."""

from __future__ import annotations

import ast
from typing import Final

from scoped_fastapi_check.analysis.questions import Check, ProjectMentions, Steps, SubclassOf, ask
from scoped_fastapi_check.analysis.rendering import Rendering
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import ancestors, base_behind_super
from scoped_fastapi_check.model.module import Call, Expression, Scope
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.content.contents import may_be_response, not_text, unrendered_in
from scoped_fastapi_check.rules.content.wording import finding
from scoped_fastapi_check.rules.shared.wording import written

__all__ = ["check_detail", "check_init"]

_HTTP_EXCEPTION: Final = (fullnames.HTTP_EXCEPTION,)
# How a handler is registered for an exception, and how it is declared.
_REGISTERED: Final = ("exception_handler({}", "{{{}:", ": {})", ": {},")
_OF_MODULES: Final = (".{})", ".{},", ".{}:")
_FRAMEWORK: Final = tuple(
    text.format(f"{before}HTTPException")
    for before in ("", "Starlette", "exceptions.", "fastapi.", "starlette.exceptions.")
    for text in _REGISTERED
)


def check_detail(context: Context, cls: Expression, detail: Expression) -> Check:
    """What an HTTPException of a class is made with."""
    found = yield from unrendered_in(context, detail, Rendering.JSON)
    if not found or _is_set_later(context) or (yield from _has_own_handler(context)):
        return
    own = context.names.class_scope(cls)
    for text in (*_FRAMEWORK, *_mentions_of(context, own)):
        if (yield from ask(ProjectMentions(context.module, text, elsewhere=True))):
            return
    for each in found:
        context.report(finding(each, f"the response to {written(cls.node)}", Rendering.JSON))


def check_init(context: Context, call: Call) -> Check:
    """`super().__init__(409, detail)`, where an HTTPException of one's own is made."""
    func = call.node.func
    owner = call.scope.parent
    assert isinstance(func, ast.Attribute)
    if owner is None or not isinstance(owner.node, ast.ClassDef) or owner.parent is None:
        return
    base = base_behind_super(func.value, call.scope)
    is_named = base is None and isinstance(func.value, ast.Name)
    base = call.callee.sibling(func.value) if is_named else base
    detail = not_text(call.argument("detail", 2 if is_named else 1))
    if base is None or detail is None or not may_be_response(context, base):
        return
    if (yield from ask(SubclassOf(base, _HTTP_EXCEPTION, ("__init__",)))) is not None:
        cls = Expression(ast.Name(owner.node.name, ast.Load()), owner.parent)
        yield from check_detail(context, cls, detail)


def _is_set_later(context: Context) -> bool:
    """Whether an exception may get another detail once it is made."""
    targets = (assignment.target.node for assignment in context.module.assignments)
    return any(isinstance(node, ast.Attribute) and node.attr == "detail" for node in targets)


def _mentions_of(context: Context, cls: Scope | None) -> list[str]:
    """How other modules speak of a class of the project, and of its bases, where they handle it."""
    bases = () if cls is None else ancestors(cls, context.names)
    names = [
        base.node.name
        for base in bases
        if isinstance(base.node, ast.ClassDef) and not base.module.is_of_library
    ]
    return [text.format(name) for name in names for text in (*_REGISTERED, *_OF_MODULES)]


def _has_own_handler(context: Context) -> Steps[bool]:
    """Whether the module answers HTTPExceptions in its own way, which may encode the detail."""
    handled = [
        given
        for name in ("exception_handler", "add_exception_handler")
        for call in context.calls.of_method(name)
        if (given := call.argument("exc_class_or_status_code", 0)) is not None
    ]
    for call in context.calls.passing("exception_handlers"):
        given = call.keyword("exception_handlers")
        if given is None or not isinstance(given.node, ast.Dict):
            return True
        handled += [given.sibling(key) for key in given.node.keys if key is not None]
    for given in handled:
        if (yield from ask(SubclassOf(given, _HTTP_EXCEPTION))) is not None:
            return True
    return False
