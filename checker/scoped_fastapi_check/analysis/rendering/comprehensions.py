"""What a comprehension makes, and puts into a display, of each item."""

from __future__ import annotations

import ast
from collections.abc import Container, Iterator, Mapping
from copy import deepcopy
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.kept_values import dumped, kept_of
from scoped_fastapi_check.analysis.questions import Steps, TypeOf, ask, gather
from scoped_fastapi_check.analysis.rendering.changes import is_bound_again, may_be_replaced
from scoped_fastapi_check.analysis.rendering.displays import parts
from scoped_fastapi_check.analysis.rendering.types import (
    Rendering,
    Unrendered,
    bad_part,
    derives,
)
from scoped_fastapi_check.analysis.spelling import in_one_spelling
from scoped_fastapi_check.analysis.types import class_seen
from scoped_fastapi_check.model.told_none import is_told_none

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Expression

__all__ = ["of_comprehension"]

_COLLECTIONS: Final = (
    "builtins.list",
    "builtins.tuple",
    "builtins.set",
    "builtins.frozenset",
    "typing.Sequence",
    "collections.abc.Sequence",
)


def of_comprehension(part: Expression, rendering: Rendering) -> Steps[list[Unrendered]]:
    """What a list or a dictionary that is comprehended holds.

    Where anything is taken, some checkers do not tell the type of the whole.
    """
    if isinstance(part.node, ast.ListComp) and (made := _made_in(part)) is not None:
        whole, each = yield from gather(ask(TypeOf(part)), ask(TypeOf(made)))
        if (bad := bad_part(each, rendering)) is not None:
            shown = f"list[{in_one_spelling(each.shown, is_inferred=True)}]"
            return [Unrendered(part.node, bad, shown)]
        if (bad := bad_part(whole, rendering)) is not None:
            return [Unrendered(part.node, bad, in_one_spelling(whole.shown, is_inferred=True))]
    found = yield from _of_items(part, rendering)
    if found is None and rendering is Rendering.JSON:
        return (yield from _of_each(part))
    return [] if found is None else [found]


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
    dump = dumped(made)
    item = made if dump is None else dump.model
    if not isinstance(item, ast.Name) or item.id != name:
        return None
    items = part.sibling(source)
    if is_bound_again(items) or (yield from may_be_replaced(items, rendering)):
        return None
    view = yield from ask(TypeOf(items))
    cls = class_seen(view)
    if cls is None or not derives(cls, _COLLECTIONS) or len(view.arguments) != 1:
        return None
    each = view.arguments[0]
    if dump is not None:
        kept = yield from kept_of(each, dump.fields)
        return None if kept is None else Unrendered(made, kept.type, "", field=kept.field)
    bad = bad_part(each, rendering)
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


def _of_each(part: Expression) -> Steps[list[Unrendered]]:
    """What a comprehension puts into a display for each item, or dumps of it."""
    match part.node:
        case (
            ast.ListComp(elt=made, generators=[loop]) | ast.DictComp(value=made, generators=[loop])
        ) if not loop.is_async:
            pass
        case _:
            return []
    items, bound = part.sibling(loop.iter), _bound_by(loop)
    if is_bound_again(items) or (yield from may_be_replaced(items, Rendering.JSON)):
        return []
    known: list[Unrendered] = []
    for leaf in parts(part.sibling(made), Rendering.JSON):
        dump = dumped(leaf.node)
        if dump is not None:
            if any(map(is_bound_again, _other_names(leaf.sibling(dump.model), bound))):
                continue
            view = yield from ask(TypeOf(leaf.sibling(_of_item(dump.model, bound))))
            if (kept := (yield from kept_of(view, dump.fields))) is not None:
                known.append(Unrendered(leaf.node, kept.type, "", field=kept.field))
        elif _is_read_of(leaf.node, bound) and not _is_told_about(leaf, loop):
            view = yield from ask(TypeOf(leaf.sibling(_of_item(leaf.node, bound))))
            if (bad := bad_part(view, Rendering.JSON)) is not None:
                shown = in_one_spelling(view.shown, is_inferred=True)
                known.append(Unrendered(leaf.node, bad, shown))
    return known


def _other_names(expression: Expression, bound: Container[str]) -> Iterator[Expression]:
    """The names in an expression that a loop does not bind."""
    for node in ast.walk(expression.node):
        if isinstance(node, ast.Name) and node.id not in bound:
            yield expression.sibling(node)


def _bound_by(loop: ast.comprehension) -> dict[str, ast.expr]:
    """The names that a loop binds, each with an expression of its first value: known there only."""
    item: ast.expr = loop.iter
    for name in ("iter", "next"):
        item = ast.Call(ast.Name(name, ast.Load()), [item], [])
    match loop.target:
        case ast.Name(name):
            return {name: item}
        case ast.Tuple(targets):
            return {
                target.id: ast.Subscript(item, ast.Constant(index), ast.Load())
                for index, target in enumerate(targets)
                if isinstance(target, ast.Name)
            }
        case _:
            return {}


class _OfItem(ast.NodeTransformer):
    """Puts other expressions for names."""

    def __init__(self, values: Mapping[str, ast.expr]) -> None:
        self._values = values

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """What a name is to be replaced with."""
        made = self._values.get(node.id)
        return node if made is None else ast.fix_missing_locations(ast.copy_location(made, node))


def _of_item(node: ast.expr, bound: Mapping[str, ast.expr]) -> ast.expr:
    """An expression that speaks of the first item in the place of each one."""
    made: ast.expr = _OfItem(bound).visit(deepcopy(node))
    return made


def _is_read_of(node: ast.expr, names: Container[str]) -> bool:
    """Whether an expression is one of some names, or an attribute of it."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name) and node.id in names


def _is_told_about(leaf: Expression, loop: ast.comprehension) -> bool:
    """Whether a condition speaks of what is read, or an attribute of its name gets something else here."""
    text = ast.unparse(leaf.node)
    if any(text in ast.unparse(test) for test in loop.ifs) or is_told_none(leaf, is_optional=True):
        return True
    assignments = leaf.scope.module.assignments
    targets = [one.target.node for one in assignments if one.target.scope is leaf.scope]
    name = leaf.node.attr if isinstance(leaf.node, ast.Attribute) else ""
    return any(isinstance(node, ast.Attribute) and node.attr == name for node in targets)
