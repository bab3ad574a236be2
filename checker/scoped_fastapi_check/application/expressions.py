"""What expressions stand for."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any, Final

from scoped_fastapi_check.application import framework
from scoped_fastapi_check.application.attributes import attribute, set_attribute, set_item
from scoped_fastapi_check.application.calls import call, note_handed_on, registering_node
from scoped_fastapi_check.application.conditions import truth, truth_of
from scoped_fastapi_check.application.imports import forced
from scoped_fastapi_check.application.machine import Arguments, Machine, Registering, built_in
from scoped_fastapi_check.application.parts import character_of, item_of, part_of
from scoped_fastapi_check.application.route_values import RouteList
from scoped_fastapi_check.application.routers import Place
from scoped_fastapi_check.application.values import (
    UNKNOWN,
    Class,
    Constant,
    Dependency,
    External,
    Frame,
    Function,
    Items,
    Made,
    Mapping,
    Subscript,
    Value,
    Written,
    either,
    is_usual,
    made_items,
    made_text,
    text_of,
    usual,
)


def evaluate(machine: Machine, node: ast.expr, frame: Frame) -> Value:
    """What an expression stands for where it is written."""
    visit = _VISITORS.get(node.__class__)
    return UNKNOWN if visit is None else visit(machine, node, frame)


def lookup(machine: Machine, name: str, frame: Frame) -> Value:
    """What a name stands for."""
    for place in frame.chain():
        if (found := place.names.get(name)) is not None:
            return forced(machine, found) or UNKNOWN
    return UNKNOWN if frame.module.has_star else built_in(name)


def assign(machine: Machine, target: ast.expr, value: Value, frame: Frame) -> None:
    """Give a target its value."""
    if isinstance(target, ast.Name):
        machine.bind(frame, target.id, value)
    elif isinstance(target, ast.Attribute):
        set_attribute(machine, evaluate(machine, target.value, frame), target.attr, value)
    elif isinstance(target, ast.Subscript):
        key = (
            UNKNOWN
            if isinstance(target.slice, ast.Slice)
            else evaluate(machine, target.slice, frame)
        )
        set_item(machine, evaluate(machine, target.value, frame), key, value)
    elif isinstance(target, ast.Tuple | ast.List):
        items = items_of(value)
        for number, each in enumerate(target.elts):
            known = items is not None and len(items) == len(target.elts)
            assign(machine, each, items[number] if known and items else UNKNOWN, frame)
    elif isinstance(target, ast.Starred):
        assign(machine, target.value, UNKNOWN, frame)


def items_of(value: Value) -> list[Value] | None:
    """What a loop over a value goes through, None where that is not known."""
    if isinstance(value, Items) and value.is_complete:
        return list(value.items)
    if isinstance(value, Mapping) and value.is_complete:
        return [Constant(key) for key in value.items]
    text = None if is_usual(value) else text_of(value)
    return None if text is None else [Constant(one) for one in text]


# Each kind of expression


def _constant(_machine: Machine, node: ast.Constant, _frame: Frame) -> Value:
    return Constant(node.value, node)


def _name(machine: Machine, node: ast.Name, frame: Frame) -> Value:
    return lookup(machine, node.id, frame)


def _attribute(machine: Machine, node: ast.Attribute, frame: Frame) -> Value:
    return attribute(machine, evaluate(machine, node.value, frame), node.attr)


def _items(machine: Machine, node: ast.List | ast.Tuple | ast.Set, frame: Frame) -> Items:
    if not any(isinstance(each, ast.Starred) for each in node.elts):
        items = [evaluate(machine, each, frame) for each in node.elts]
        return Items(items, doubts=machine.doubts, is_fixed=isinstance(node, ast.Tuple))
    parts: list[list[Value]] = []
    is_complete = True
    for each in node.elts:
        if isinstance(each, ast.Starred):
            inner = items_of(evaluate(machine, each.value, frame))
            parts.append(inner or [])
            is_complete = is_complete and inner is not None
        else:
            parts.append([evaluate(machine, each, frame)])
    return made_items(parts, is_complete)


def _dict(machine: Machine, node: ast.Dict, frame: Frame) -> Value:
    found = Mapping({}, doubts=machine.doubts)
    for key, value in zip(node.keys, node.values, strict=True):
        made = evaluate(machine, value, frame)
        if key is None:
            if isinstance(made, Mapping):
                found.items.update(made.items)
            found.is_complete = found.is_complete and isinstance(made, Mapping) and made.is_complete
            continue
        name = text_of(evaluate(machine, key, frame))
        if name is None:
            found.is_complete = False
        else:
            found.items[name] = made
    return found


def _text(machine: Machine, node: ast.JoinedStr, frame: Frame) -> Value:
    parts: list[str] = []
    values: list[Value] = []
    for part in node.values:
        if isinstance(part, ast.FormattedValue):
            if part.format_spec is not None or part.conversion != -1:
                return UNKNOWN
            made = evaluate(machine, part.value, frame)
            if not isinstance(made, Constant) or not isinstance(made.value, str | int):
                return UNKNOWN
            parts.append(str(made.value))
            values.append(made)
        elif isinstance(part, ast.Constant):
            parts.append(str(part.value))
    return made_text(parts, node, values)


def _operation(machine: Machine, node: ast.BinOp, frame: Frame) -> Value:
    left = evaluate(machine, node.left, frame)
    right = evaluate(machine, node.right, frame)
    if isinstance(node.op, ast.Add):
        one, other = text_of(left), text_of(right)
        if one is not None and other is not None:
            return made_text((one, other), node, (left, right))
        if isinstance(left, RouteList) and isinstance(right, Items):
            return set_item(machine, left, UNKNOWN, right)
        if isinstance(left, Items) or isinstance(right, Items):
            known = [items_of(value) for value in (left, right)]
            return made_items((each or [] for each in known), None not in known)
    if isinstance(node.op, ast.BitOr) and isinstance(left, Mapping) and isinstance(right, Mapping):
        both = left.is_complete and right.is_complete
        return Mapping({**left.items, **right.items}, both)
    return UNKNOWN


def _conditional(machine: Machine, node: ast.IfExp, frame: Frame) -> Value:
    known = truth(machine, node.test, frame)
    if known is not None:
        return evaluate(machine, node.body if known else node.orelse, frame)
    with machine.doubting():
        return either(evaluate(machine, part, frame) for part in (node.body, node.orelse))


def _either(machine: Machine, node: ast.BoolOp, frame: Frame) -> Value:
    found: list[Value] = []
    is_replaced = False
    for part in node.values:
        value = evaluate(machine, part, frame)
        if is_usual(value):
            # `os.getenv("PREFIX") or "/api"`: what it is where nobody says otherwise.
            is_replaced = True
            value = Constant(getattr(value, "value", None))
        known = truth_of(machine, value)
        value = usual(value) if is_replaced else value
        if known is isinstance(node.op, ast.Or) or part is node.values[-1]:
            found.append(value)
            break
        if known is None:
            found.append(value)
    return either(found)


def _subscript(machine: Machine, node: ast.Subscript, frame: Frame) -> Value:
    base = evaluate(machine, node.value, frame)
    if isinstance(base, Items | Constant) and isinstance(node.slice, ast.Slice):
        return part_of(base, _slice(machine, node.slice, frame), node)
    if isinstance(base, Items | Mapping):
        return item_of(base, evaluate(machine, node.slice, frame))
    if isinstance(base, Constant):
        return character_of(base, _number(machine, node.slice, frame), node)
    if isinstance(base, External | Class):
        return Subscript(base, node, frame)
    return UNKNOWN


def _slice(machine: Machine, node: ast.Slice, frame: Frame) -> slice | None:
    """From where to where a slice goes, None where that is not known."""
    ends = [
        None if end is None else _number(machine, end, frame) for end in (node.lower, node.upper)
    ]
    is_unknown = [end is None for end in ends] != [node.lower is None, node.upper is None]
    return None if node.step is not None or is_unknown else slice(*ends)


def _number(machine: Machine, node: ast.expr, frame: Frame) -> int | None:
    """The number that an expression is, which may have a sign."""
    sign = -1 if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) else 1
    value = evaluate(machine, node.operand if isinstance(node, ast.UnaryOp) else node, frame)
    if isinstance(value, Constant) and isinstance(value.value, int):
        return sign * value.value
    return None


def _call(machine: Machine, node: ast.Call, frame: Frame) -> Value:
    inner = registering_node(node) if machine.registering is None else None
    if inner is None:
        return _called(machine, node, frame)
    machine.registering = Registering(inner, Place.of(frame.path, inner))
    made = _called(machine, node, frame)
    machine.registering = None
    return made


def _called(machine: Machine, node: ast.Call, frame: Frame) -> Value:
    owner: Value = UNKNOWN
    if isinstance(node.func, ast.Attribute):
        owner = evaluate(machine, node.func.value, frame)
        callee = attribute(machine, owner, node.func.attr)
    else:
        callee = evaluate(machine, node.func, frame)
    if isinstance(callee, External) and framework.kind(callee) in framework.DEPENDS:
        # What it depends on is hardly ever asked for: the name alone will do until then.
        return Dependency(callee, node, frame)
    given = arguments_of(machine, node, frame)
    made = call(machine, callee, given, node, frame)
    if callee is UNKNOWN and not isinstance(owner, Made | External):
        note_handed_on(machine, given, node, frame)
    return made


# Options of routes that do not say which route it is.
_UNREAD: Final = frozenset({"response_model", "response_class", "status_code", "responses"})
_HANDED_ON: Final = (ast.Name, ast.Attribute, ast.IfExp, ast.Subscript, ast.BinOp)


def arguments_of(machine: Machine, node: ast.Call, frame: Frame) -> Arguments:
    """The arguments that a call passes."""
    given = _items(machine, ast.Tuple(node.args), frame)
    found = Arguments(given.items, is_complete=given.is_complete)
    for keyword in node.keywords:
        if keyword.arg in _UNREAD and isinstance(keyword.value, _HANDED_ON):
            # It is enough to know that it is handed on as it is.
            found.keywords[keyword.arg] = Written(keyword.value, frame)
            continue
        value = evaluate(machine, keyword.value, frame)
        if keyword.arg is not None:
            found.keywords[keyword.arg] = value
            continue
        if isinstance(value, Mapping):
            found.keywords.update(value.items)
        found.is_complete = found.is_complete and isinstance(value, Mapping) and value.is_complete
    return found


def _lambda(_machine: Machine, node: ast.Lambda, frame: Frame) -> Value:
    return Function(node, frame)


def _inner(machine: Machine, node: ast.Await | ast.Starred, frame: Frame) -> Value:
    return evaluate(machine, node.value, frame)


def _named(machine: Machine, node: ast.NamedExpr, frame: Frame) -> Value:
    value = evaluate(machine, node.value, frame)
    assign(machine, node.target, value, frame)
    return value


def _comprehension(
    machine: Machine, node: ast.ListComp | ast.GeneratorExp | ast.SetComp, frame: Frame
) -> Value:
    frames = _frames_of(machine, node.generators, frame)
    if frames is not None:
        return Items([evaluate(machine, node.elt, inside) for inside in frames])
    with machine.doubting():
        return Items([evaluate(machine, node.elt, _unknown(machine, node, frame))], False)


def _dict_comprehension(machine: Machine, node: ast.DictComp, frame: Frame) -> Value:
    frames = _frames_of(machine, node.generators, frame)
    if frames is None:
        with machine.doubting():
            evaluate(machine, node.value, _unknown(machine, node, frame))
        return Mapping({}, is_complete=False)
    found = Mapping({})
    for inside in frames:
        key = text_of(evaluate(machine, node.key, inside))
        value = evaluate(machine, node.value, inside)
        if key is None:
            found.is_complete = False
        else:
            found.items[key] = value
    return found


def _frames_of(
    machine: Machine, generators: list[ast.comprehension], frame: Frame
) -> list[Frame] | None:
    """What the names of a comprehension are each time, None where not all of that is known."""
    generator = generators[0]
    items = items_of(evaluate(machine, generator.iter, frame))
    if items is None or len(generators) > 1:
        return None
    found: list[Frame] = []
    for item in items:
        inside = Frame(frame.path, frame)
        assign(machine, generator.target, item, inside)
        chosen = [truth(machine, test, inside) for test in generator.ifs]
        if None in chosen or not machine.step():
            return None
        if all(chosen):
            found.append(inside)
    return found


_Comprehension = ast.ListComp | ast.GeneratorExp | ast.SetComp | ast.DictComp


def _unknown(machine: Machine, node: _Comprehension, frame: Frame) -> Frame:
    """The names of a comprehension, where nothing is known of what they are."""
    inside = Frame(frame.path, frame)
    for generator in node.generators:
        evaluate(machine, generator.iter, inside)
        assign(machine, generator.target, UNKNOWN, inside)
    return inside


_VISITORS: Final[dict[type[ast.expr], Callable[[Machine, Any, Frame], Value]]] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.Attribute: _attribute,
    ast.List: _items,
    ast.Tuple: _items,
    ast.Set: _items,
    ast.Dict: _dict,
    ast.JoinedStr: _text,
    ast.BinOp: _operation,
    ast.IfExp: _conditional,
    ast.BoolOp: _either,
    ast.Subscript: _subscript,
    ast.Call: _call,
    ast.Lambda: _lambda,
    ast.Await: _inner,
    ast.Starred: _inner,
    ast.NamedExpr: _named,
    ast.ListComp: _comprehension,
    ast.SetComp: _comprehension,
    ast.GeneratorExp: _comprehension,
    ast.DictComp: _dict_comprehension,
}
