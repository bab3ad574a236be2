"""What a response cannot render, by its type: JSON knows few classes, text none but its own."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.kept_values import kept_by, kept_in
from scoped_fastapi_check.analysis.questions import (
    InstanceOf,
    Steps,
    SubclassOf,
    TypeOf,
    ask,
    gather,
    the_names,
)
from scoped_fastapi_check.analysis.rendering.changes import is_bound_again, may_be_replaced
from scoped_fastapi_check.analysis.rendering.comprehensions import of_comprehension
from scoped_fastapi_check.analysis.rendering.displays import (
    DISPLAYS,
    merged_first,
    parts,
    shown_by_syntax,
)
from scoped_fastapi_check.analysis.rendering.types import JSON, Rendering, Unrendered, bad_part
from scoped_fastapi_check.analysis.spelling import in_one_spelling
from scoped_fastapi_check.analysis.types import class_seen, is_none
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import called_function
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.told_none import is_told_none
from scoped_fastapi_check.model.walk import last_name

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.types import Class
    from scoped_fastapi_check.model.names import Names

__all__ = ["Rendering", "Unrendered", "unrendered"]

_ASKED: Final = (ast.Name, ast.Attribute, ast.Call, ast.Await, ast.Subscript)
# What comes of an operator may be a query, a column: these are values for certain.
_CALCULATED: Final = ("datetime", "decimal", "pathlib")
# What JSON knows no class of: a request has these, by the names of its attributes and methods.
_OF_REQUESTS: Final = {
    "query_params": f"{fullnames.DATA_STRUCTURES}.QueryParams",
    "headers": f"{fullnames.DATA_STRUCTURES}.Headers",
    "form": f"{fullnames.DATA_STRUCTURES}.FormData",
}
_VIEWS: Final = frozenset({"keys", "values", "items"})
# One that is a text, too, or a dictionary, is rendered as that.
_EXCEPTION: Final = (*JSON, "builtins.bytes", "builtins.BaseException")
_OF_PYTHON: Final = frozenset({"builtins", "collections", "typing"})


def unrendered(content: Expression, rendering: Rendering) -> Steps[list[Unrendered]]:
    """The parts of an expression that certainly cannot be rendered: of a display, item by item."""
    names = yield from the_names()
    known: list[Unrendered] = []
    asked: list[Expression] = []
    for part in parts(content, rendering):
        shown = DISPLAYS.get(type(part.node)) if rendering is Rendering.TEXT else None
        if shown is None:
            shown = shown_by_syntax(part.node, rendering)
        if shown is not None:
            known.append(Unrendered(part.node, shown, shown))
        elif _is_coroutine(part, names):
            known.append(Unrendered(part.node, "coroutine", "coroutine", is_coroutine=True))
        elif names.is_class(part):
            shown = f"type[{ast.unparse(part.node)}]"
            known.append(Unrendered(part.node, shown, shown))
        elif isinstance(part.node, ast.Tuple):
            known.append(Unrendered(part.node, "tuple", "tuple", is_key=True))
        elif classes := _caught_by(part):
            known += yield from _caught(part, classes)
        elif isinstance(part.node, _ASKED) and not is_bound_again(part):
            asked.append(part)
        elif isinstance(part.node, ast.DictComp) and isinstance(part.node.key, ast.Tuple):
            known.append(Unrendered(part.node.key, "tuple", "tuple", is_key=True))
        elif isinstance(part.node, ast.ListComp | ast.DictComp):
            known += yield from of_comprehension(part, rendering)
        elif isinstance(part.node, ast.BinOp):
            known += yield from _calculated(part, rendering)
        elif isinstance(part.node, ast.BoolOp):
            known += yield from _either(part, rendering)
        elif isinstance(part.node, ast.Dict):
            known += yield from _merged(part, part.node)
    return known + (yield from _by_types(asked, rendering))


def _caught(part: Expression, classes: list[Expression]) -> Steps[list[Unrendered]]:
    """An exception, of which nothing else is known than the classes that are caught."""
    for each in classes:
        if (yield from ask(SubclassOf(each, _EXCEPTION))) != _EXCEPTION[-1]:
            return []
    whole = " | ".join(last_name(each.node) for each in classes)
    return [Unrendered(part.node, whole, whole, is_exception=True)]


def _by_types(asked: list[Expression], rendering: Rendering) -> Steps[list[Unrendered]]:
    """Those of some parts whose types, or what they hold, cannot be rendered."""
    known: list[Unrendered] = []
    views = yield from gather(*(ask(TypeOf(part)) for part in asked))
    for part, view in zip(asked, views, strict=True):
        bad = bad_part(view, rendering)
        is_optional = any(map(is_none, view.members))
        if bad is not None and is_told_none(part, is_optional=is_optional):
            continue
        if bad is None and rendering is Rendering.JSON:
            kept = yield from kept_by(part)
            if kept is None and (kept := (yield from kept_in(view))) is not None:
                kept = None if (yield from may_be_replaced(part, rendering)) else kept
            if kept is not None:
                known.append(Unrendered(part.node, kept.type, "", field=kept.field))
            elif (shown := (yield from _of_request(part))) is not None:
                known.append(Unrendered(part.node, shown, shown))
        elif bad is not None and not (yield from may_be_replaced(part, rendering)):
            cls = class_seen(view)
            is_exception = cls is not None and cls.derives_from("builtins.BaseException")
            shown = in_one_spelling(view.shown, is_inferred=True)
            known.append(Unrendered(part.node, bad, shown, is_exception))
    return known


def _of_request(part: Expression) -> Steps[str | None]:
    """The class of what a request holds, or of a view of a dictionary: not every checker tells it."""
    node = part.node.value if isinstance(part.node, ast.Await) else part.node
    called = node.func if isinstance(node, ast.Call) else node
    if not isinstance(called, ast.Attribute):
        return None
    if isinstance(node, ast.Call) and not node.args and called.attr in _VIEWS:
        owner = part.sibling(called.value)
        if (yield from ask(InstanceOf(owner, ("builtins.dict",)))) is None:
            return None
        kind = class_seen((yield from ask(TypeOf(owner))))
        return None if kind is None or _has_own(kind, called.attr) else f"dict_{called.attr}"
    cls = _OF_REQUESTS.get(called.attr)
    if cls is None:
        return None
    found = yield from ask(InstanceOf(part, (cls,)))
    return None if found is None else cls.rpartition(".")[2]


def _has_own(cls: Class, method: str) -> bool:
    """Whether a class of dictionaries has a method of its own in the place of Python's."""
    return any(
        method in each.own_names and each.fullname.partition(".")[0] not in _OF_PYTHON
        for each in cls.mro
    )


def _either(part: Expression, rendering: Rendering) -> Steps[list[Unrendered]]:
    """What comes of `user.seen or datetime.now()`, on each way."""
    if _is_any_bound_again(part):
        return []
    view = yield from ask(TypeOf(part))
    bad = bad_part(view, rendering)
    if bad is None or (yield from may_be_replaced(part, rendering)):
        return []
    return [Unrendered(part.node, bad, in_one_spelling(view.shown, is_inferred=True))]


def _is_any_bound_again(part: Expression) -> bool:
    nodes = (node for node in ast.walk(part.node) if isinstance(node, ast.expr))
    return any(is_bound_again(part.sibling(node)) for node in nodes)


def _calculated(part: Expression, rendering: Rendering) -> Steps[list[Unrendered]]:
    """A date or a number that an operator makes."""
    if _is_any_bound_again(part):
        return []
    view = yield from ask(TypeOf(part))
    bad = bad_part(view, rendering)
    cls = class_seen(view)
    if bad is None or cls is None or cls.fullname.partition(".")[0] not in _CALCULATED:
        return []
    return [Unrendered(part.node, bad, in_one_spelling(view.shown, is_inferred=True))]


def _merged(part: Expression, display: ast.Dict) -> Steps[list[Unrendered]]:
    """What a dictionary has of another one that is merged into it: keys behind that replace its values."""
    first = merged_first(display)
    if first is None:
        return []
    node, behind = first
    merged = part.sibling(node)
    if not isinstance(node, _ASKED) or is_bound_again(merged):
        return []
    kept = yield from kept_by(merged, behind)
    if kept is not None:
        return [Unrendered(node, kept.type, "", field=kept.field)]
    if behind or (yield from may_be_replaced(merged, Rendering.JSON)):
        return []
    view = yield from ask(TypeOf(merged))
    cls, bad = class_seen(view), bad_part(view, Rendering.JSON)
    if bad is None or cls is None or not cls.derives_from("builtins.dict"):
        return []
    return [Unrendered(node, bad, in_one_spelling(view.shown, is_inferred=True))]


def _is_coroutine(part: Expression, names: Names) -> bool:
    """Whether a call gives what nobody has awaited: that of an `async def`."""
    called = called_function(part, names)
    return (
        called is not None
        and isinstance(called.node, ast.AsyncFunctionDef)
        and not (called.is_generator or called.node.decorator_list)
    )


def _caught_by(part: Expression) -> list[Expression]:
    """The classes that `except ... as name` gives a name; behind it, many checkers forget them."""
    node = part.node
    if not isinstance(node, ast.Name) or node.id not in part.scope.values:
        return []
    handlers = [
        handler
        for handler in ast.walk(part.scope.node)
        if isinstance(handler, ast.ExceptHandler) and handler.name == node.id
    ]
    around = [one for one in handlers if any(inner is node for inner in ast.walk(one))]
    # What is inside of another one comes later.
    kind = around[-1].type if around else None
    if kind is None or len(part.scope.values[node.id]) != len(handlers):
        return []
    return [part.sibling(each) for each in (kind.elts if isinstance(kind, ast.Tuple) else [kind])]
