"""What a response cannot render, by its type: JSON knows few classes, text none but its own."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.kept_values import dumped, kept_by, kept_of
from scoped_fastapi_check.analysis.questions import (
    Result,
    Steps,
    TypeOf,
    ask,
    gather,
    the_names,
)
from scoped_fastapi_check.analysis.spelling import in_one_spelling
from scoped_fastapi_check.analysis.types import class_seen, has, is_none
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import called_function
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.told_none import is_told_none

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.types import Class, TypeView
    from scoped_fastapi_check.model.names import Names

_MAX_DEPTH: Final = 6
_JSON: Final = tuple(
    f"builtins.{name}" for name in ("str", "int", "float", "dict", "list", "tuple")
)
_OF_TEXT: Final = tuple(f"builtins.{name}" for name in ("bytes", "memoryview"))
# What these are at run time is open: a `Mapping` mostly is a dict.
_OPEN_MODULES: Final = frozenset({"typing", "typing_extensions", "collections.abc", "_typeshed"})
_SEQUENCES: Final = ("builtins.list", "builtins.tuple")
_COLLECTIONS: Final = (
    *_SEQUENCES,
    "builtins.set",
    "builtins.frozenset",
    "typing.Sequence",
    "collections.abc.Sequence",
)
_KEYS: Final = tuple(f"builtins.{name}" for name in ("str", "int", "float"))
_REPLACING: Final = frozenset({"clear", "pop", "popitem", "update"})
_ASKED: Final = (ast.Name, ast.Attribute, ast.Call, ast.Await, ast.Subscript)


class Rendering(Enum):
    """How a response makes bytes of its content."""

    JSON = auto()
    """`json.dumps` without a `default`."""
    TEXT = auto()
    """`content.encode()`."""


@dataclass(frozen=True, eq=False, slots=True)
class Unrendered:
    """A part of a content that cannot be rendered; `whole` is the type that it is a part of."""

    node: ast.expr
    part: str
    whole: str
    is_exception: bool = False
    is_coroutine: bool = False
    field: str = ""
    """The field of a dumped model that is the part."""


def unrendered(content: Expression, rendering: Rendering) -> Steps[list[Unrendered]]:
    """The parts of an expression that certainly cannot be rendered: of a display, item by item."""
    names = yield from the_names()
    known: list[Unrendered] = []
    asked: list[Expression] = []
    for part in _parts(content, rendering):
        shown = _DISPLAYS.get(type(part.node)) if rendering is Rendering.TEXT else None
        if shown is None:
            shown = _shown_by_syntax(part.node, rendering)
        if shown is not None:
            known.append(Unrendered(part.node, shown, shown))
        elif _is_coroutine(part, names):
            known.append(Unrendered(part.node, "coroutine", "coroutine", is_coroutine=True))
        elif classes := _caught_by(part):
            caught = yield from gather(*(ask(TypeOf(Result(each))) for each in classes))
            parts = [_bad_part(view, rendering) for view in caught]
            whole = " | ".join(each for each in parts if each is not None)
            if None not in parts:
                known.append(Unrendered(part.node, whole, whole, is_exception=True))
        elif isinstance(part.node, _ASKED) and not _is_bound_again(part):
            asked.append(part)
        elif isinstance(part.node, ast.ListComp | ast.DictComp):
            found = yield from _of_comprehension(part, rendering)
            known += [] if found is None else [found]
    return known + (yield from _by_types(asked, rendering))


def _by_types(asked: list[Expression], rendering: Rendering) -> Steps[list[Unrendered]]:
    """Those of some parts whose types, or what they hold, cannot be rendered."""
    known: list[Unrendered] = []
    views = yield from gather(*(ask(TypeOf(part)) for part in asked))
    for part, view in zip(asked, views, strict=True):
        bad = _bad_part(view, rendering)
        is_optional = any(map(is_none, view.members))
        if bad is not None and is_told_none(part, is_optional=is_optional):
            continue
        if bad is None and rendering is Rendering.JSON:
            kept = yield from kept_by(part)
            if kept is not None:
                known.append(Unrendered(part.node, kept.type, "", field=kept.field))
        elif bad is not None and not (yield from _may_be_replaced(part, rendering)):
            cls = class_seen(view)
            is_exception = cls is not None and cls.derives_from("builtins.BaseException")
            shown = in_one_spelling(view.shown, is_inferred=True)
            known.append(Unrendered(part.node, bad, shown, is_exception))
    return known


def _parts(content: Expression, rendering: Rendering, depth: int = 0) -> Iterator[Expression]:
    """The expression, or the values that a display of it holds."""
    node = content.node
    is_chosen = isinstance(node, ast.IfExp)
    if (rendering is Rendering.TEXT and not is_chosen) or depth > _MAX_DEPTH:
        yield content
        return
    match node:
        case ast.IfExp(body=body, orelse=orelse):
            inner = [body, orelse]
        case ast.Dict(keys=keys, values=values):
            pairs = [pair for pair in zip(keys, values, strict=True) if pair[0] is not None]
            # Whatever can be a key can be a value.
            inner = [part for pair in pairs for part in pair if part is not None]
        case ast.List(elts=elements) | ast.Tuple(elts=elements):
            inner = [element for element in elements if not isinstance(element, ast.Starred)]
        case _:
            yield content
            return
    for part in inner:
        yield from _parts(content.sibling(part), rendering, depth + 1)


def _of_comprehension(part: Expression, rendering: Rendering) -> Steps[Unrendered | None]:
    """What a list or a dictionary that is comprehended holds.

    Where anything is taken, some checkers do not tell the type of the whole.
    """
    if isinstance(part.node, ast.ListComp) and (made := _made_in(part)) is not None:
        whole, each = yield from gather(ask(TypeOf(part)), ask(TypeOf(made)))
        if (bad := _bad_part(each, rendering)) is not None:
            shown = f"list[{in_one_spelling(each.shown, is_inferred=True)}]"
            return Unrendered(part.node, bad, shown)
        if (bad := _bad_part(whole, rendering)) is not None:
            return Unrendered(part.node, bad, in_one_spelling(whole.shown, is_inferred=True))
    return (yield from _of_items(part, rendering))


def _of_items(part: Expression, rendering: Rendering) -> Steps[Unrendered | None]:
    """What comes of a comprehension that takes each item as it is, or dumps it."""
    match part.node:
        case (
            ast.ListComp(elt=made, generators=[ast.comprehension(ast.Name(name), source, [])])
            | ast.DictComp(value=made, generators=[ast.comprehension(ast.Name(name), source, [])])
        ):
            pass
        case _:
            return None
    item = dumped(made) or made
    if not isinstance(item, ast.Name) or item.id != name:
        return None
    items = part.sibling(source)
    if _is_bound_again(items) or (yield from _may_be_replaced(items, rendering)):
        return None
    view = yield from ask(TypeOf(items))
    cls = class_seen(view)
    if cls is None or not _derives(cls, _COLLECTIONS) or len(view.arguments) != 1:
        return None
    each = view.arguments[0]
    if item is not made:
        kept = yield from kept_of(each)
        return None if kept is None else Unrendered(made, kept.type, "", field=kept.field)
    bad = _bad_part(each, rendering)
    return None if bad is None else Unrendered(made, bad, in_one_spelling(each.shown))


def _made_in(part: Expression) -> Expression | None:
    """The call whose results a list comprehension holds.

    A name that it binds has to be its own: elsewhere it would be that of another value.
    """
    match part.node:
        case ast.ListComp(elt=ast.Call() as made, generators=loops):
            pass
        case _:
            return None
    own = {
        node.id for loop in loops for node in ast.walk(loop.target) if isinstance(node, ast.Name)
    }
    bound = [scope.values.get(name, ()) for name in own for scope in part.scope.chain()]
    return part.sibling(made) if sum(map(len, bound)) == len(own) else None


_DISPLAYS: Final[dict[type[ast.expr], str]] = {
    ast.Dict: "dict",
    ast.DictComp: "dict",
    ast.List: "list",
    ast.ListComp: "list",
    ast.Tuple: "tuple",
    ast.Set: "set",
    ast.SetComp: "set",
}


def _shown_by_syntax(node: ast.expr, rendering: Rendering) -> str | None:
    """The type of what a constant or a display is, where that alone cannot be rendered."""
    match node:
        case ast.Set() | ast.SetComp():
            return "set"
        case ast.GeneratorExp():
            return "generator"
        case ast.Lambda():
            return "function"
        case ast.Constant(value=bytes()) if rendering is Rendering.JSON:
            return "bytes"
        case ast.Constant(value=bool() | int() | float() as value) if rendering is Rendering.TEXT:
            return type(value).__name__
        case _:
            return None


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


def _is_bound_again(part: Expression) -> bool:
    """Whether a name gets other values as well, which may be of another type than is declared."""
    node = part.node
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    if not isinstance(node, ast.Name):
        return False
    scope = part.scope.binding(node.id)
    return scope is None or len(scope.values[node.id]) != 1


def _may_be_replaced(part: Expression, rendering: Rendering) -> Steps[bool]:
    """Whether what this leads to may have got something else by now, whatever its type says.

    `data["at"] = str(data["at"])` is an error of types, and right when it is run.
    """
    module, scope = part.scope.module, part.scope
    for call in module.calls:
        match call.node.func:
            case ast.Attribute(owner, method) if (
                method in _REPLACING and call.scope is scope and _leads_into(owner, part.node)
            ):
                return True
            case _:
                pass
    put = [
        assignment.value
        for assignment in module.assignments
        if assignment.target.scope is scope and _is_put_into(assignment.target.node, part.node)
    ]
    views = yield from gather(*(ask(TypeOf(value)) for value in put))
    return any(_bad_part(view, rendering) is None for view in views)


def _is_put_into(target: ast.expr, node: ast.expr) -> bool:
    """Whether an assignment puts something into what an expression leads to."""
    match target:
        case ast.Subscript(value=owner):
            return _leads_into(owner, node)
        case ast.Attribute():
            return _leads_into(target, node)
        case _:
            return False


def _leads_into(owner: ast.expr, node: ast.expr) -> bool:
    """Whether an expression is `owner`, or is read from it: `data["at"]` from `data`."""
    text = ast.unparse(owner)
    while True:
        if ast.unparse(node) == text:
            return True
        if not isinstance(node, ast.Attribute | ast.Subscript):
            return False
        node = node.value


def _bad_part(view: TypeView, rendering: Rendering, depth: int = 0) -> str | None:
    """The part of a type that cannot be rendered, if no member of it can."""
    present = [member for member in view.members if not is_none(member)]
    bad = [_bad_member(member, rendering, depth) for member in present]
    return bad[0] if bad and all(shown is not None for shown in bad) else None


def _bad_member(view: TypeView, rendering: Rendering, depth: int) -> str | None:
    cls = None if view.is_unknown else class_seen(view)
    if cls is None or depth > _MAX_DEPTH or _is_open(cls):
        return None
    shown = in_one_spelling(view.shown, is_inferred=True)
    if rendering is Rendering.TEXT:
        return None if has(cls, "encode") or _derives(cls, _OF_TEXT) else shown
    if not _derives(cls, _JSON):
        return shown
    arguments = view.arguments
    if cls.derives_from("builtins.dict") and len(arguments) == 2:
        key = class_seen(arguments[0])
        if key is not None and not _is_open(key) and not _derives(key, _KEYS):
            return in_one_spelling(arguments[0].shown)
        return _bad_part(arguments[1], rendering, depth + 1)
    if _derives(cls, _SEQUENCES) and len(arguments) == 1:
        return _bad_part(arguments[0], rendering, depth + 1)
    return None


def _derives(cls: Class, names: tuple[str, ...]) -> bool:
    return any(cls.derives_from(name) for name in names)


def _is_open(cls: Class) -> bool:
    """Whether objects that are declared to be of a class may be of any other one."""
    module = cls.fullname.rpartition(".")[0]
    return (
        cls.fullname in {fullnames.OBJECT, "builtins.bool", "types.NoneType"}
        or module in _OPEN_MODULES
        or cls.is_open
        or cls.is_protocol
    )
