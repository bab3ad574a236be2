"""Methods of lists and dicts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from scoped_fastapi_check.application.machine import Arguments, Machine
from scoped_fastapi_check.application.values import (
    LONGEST_TEXT,
    NONE,
    UNKNOWN,
    Constant,
    ContainerMethod,
    Items,
    Mapping,
    TextMethod,
    Value,
    either,
    is_usual,
    made_items,
    made_text,
    text_of,
)

# Methods of a text whose result is another text, or a boolean.
_OF_TEXTS: Final[dict[str, Callable[..., Any]]] = {
    "strip": str.strip,
    "lstrip": str.lstrip,
    "rstrip": str.rstrip,
    "removeprefix": str.removeprefix,
    "removesuffix": str.removesuffix,
    "lower": str.lower,
    "upper": str.upper,
    "title": str.title,
    "startswith": str.startswith,
    "endswith": str.endswith,
    "replace": str.replace,
}
# What a field of `format` may hold beside its name: widths are without bound.
_SPECIAL: Final = re.compile(r"{[^{}]*[:!.\[]")
_READING = frozenset({"index", "count", "copy", "keys", "values", "items", "get"})


def call_container(machine: Machine, method: ContainerMethod, arguments: Arguments) -> Value:
    """Call a method of a list or a dict; what is in doubt makes it incomplete."""
    owner = method.owner
    if isinstance(owner, Items):
        return _of_items(machine, owner, method.name, arguments)
    return _of_mapping(machine, owner, method.name, arguments)


def call_text(method: TextMethod, arguments: Arguments) -> Value:
    """Call a method of a text."""
    text = text_of(method.text) or ""
    known = _OF_TEXTS.get(method.name)
    given = [text_of(value) for value in arguments.positional]
    if method.name == "split" and not is_usual(method.text) and arguments.is_complete:
        return _split(text, given)
    if method.name in {"format", "join"}:
        return _filled(method, text, arguments)
    if known is None or None in given or arguments.keywords or not arguments.is_complete:
        return UNKNOWN
    if sum(len(part or "") for part in (text, *given)) > LONGEST_TEXT:
        return UNKNOWN
    try:
        made = known(text, *given)
    except (TypeError, ValueError):
        return UNKNOWN
    made_of = (method.text, *arguments.positional)
    if isinstance(made, str):
        return made_text([made], made_of=made_of)
    return Constant(made, is_usual=any(map(is_usual, made_of)))


def _split(text: str, given: list[str | None]) -> Value:
    """`"users items".split()`, `"1.2.0".split(".")`."""
    if len(given) > 1 or (given and not given[0]):
        return UNKNOWN
    return Items([Constant(part) for part in text.split(given[0] if given else None)])


def _filled(method: TextMethod, text: str, arguments: Arguments) -> Value:
    """`"/{}/{name}".format(version, name="users")`, `"/".join(parts)`."""
    parts = [*arguments.positional, *arguments.keywords.values()]
    if method.name == "join":
        only = parts[0] if len(parts) == 1 else UNKNOWN
        if not isinstance(only, Items) or not only.is_complete:
            return UNKNOWN
        parts = only.items
    values = [part.value for part in parts if isinstance(part, Constant)]
    if len(values) < len(parts) or not all(isinstance(one, str | int) for one in values):
        return UNKNOWN
    if sum(len(str(one)) + len(text) for one in (text, *values)) > LONGEST_TEXT:
        return UNKNOWN
    try:
        if method.name == "join":
            made = text.join(map(str, values))
        else:
            names = dict(zip(arguments.keywords, values[len(arguments.positional) :], strict=True))
            if _SPECIAL.search(text):
                return UNKNOWN
            made = text.format(*values, **names)
    except (IndexError, KeyError, ValueError, AttributeError):
        return UNKNOWN
    return made_text([made], made_of=(method.text, *parts))


def _of_items(machine: Machine, owner: Items, name: str, arguments: Arguments) -> Value:
    if name in {"append", "add"} and arguments.positional:
        owner.items.append(arguments.positional[0])
        owner.is_complete = owner.is_complete and not machine.is_possible_in(owner.doubts)
        return NONE
    if name == "extend" and arguments.positional:
        more = arguments.positional[0]
        if isinstance(more, Items):
            longer = made_items((owner.items, more.items))
            is_known = longer.is_complete and more.is_complete
            is_known = is_known and not machine.is_possible_in(owner.doubts)
            owner.items[:] = longer.items
        else:
            is_known = False
        owner.is_complete = owner.is_complete and is_known
        return NONE
    if name == "copy":
        return Items(list(owner.items), owner.is_complete)
    if name not in _READING:
        owner.is_complete = False
    return UNKNOWN


def _of_mapping(machine: Machine, owner: Mapping, name: str, arguments: Arguments) -> Value:
    first = arguments.positional[0] if arguments.positional else None
    key = None if first is None or is_usual(first) else text_of(first)
    default = arguments.positional[1] if len(arguments.positional) > 1 else NONE
    match name:
        case "get" | "pop" | "setdefault" if key is not None:
            return _entry(machine, owner, name, key, default)
        case "get" if owner.is_complete and not owner.items:
            return default
        case "update":
            _update(machine, owner, first, arguments)
            return NONE
        case "values":
            return Items(list(owner.items.values()), owner.is_complete)
        case "keys":
            return Items([Constant(key) for key in owner.items], owner.is_complete)
        case "items":
            pairs: list[Value] = [Items([Constant(k), value]) for k, value in owner.items.items()]
            return Items(pairs, owner.is_complete)
        case "copy":
            return Mapping(dict(owner.items), owner.is_complete)
        case _:
            owner.is_complete = False
            return UNKNOWN


def _entry(machine: Machine, owner: Mapping, name: str, key: str, default: Value) -> Value:
    known = owner.items.get(key)
    if known is None and not owner.is_complete:
        if name != "get":
            owner.items[key] = UNKNOWN
        return UNKNOWN
    if name == "setdefault" and known is None:
        owner.items[key] = UNKNOWN if machine.is_possible_in(owner.doubts) else default
    if name == "pop" and known is not None:
        if machine.is_possible_in(owner.doubts):
            owner.items[key] = UNKNOWN
        else:
            del owner.items[key]
    return default if known is None else known


def _update(machine: Machine, owner: Mapping, first: Value | None, arguments: Arguments) -> None:
    new = dict(arguments.keywords)
    if isinstance(first, Mapping):
        new = {**first.items, **new}
    if first is not None and not (isinstance(first, Mapping) and first.is_complete):
        owner.is_complete = False
        owner.items = dict.fromkeys(owner.items, UNKNOWN)
    for key, value in new.items():
        known = owner.items.get(key)
        if machine.is_possible_in(owner.doubts):
            value = UNKNOWN if known is None else either((known, value))
        owner.items[key] = value
