"""What calls of built-in functions give that matter for routes: `getattr`, `super`, `list`, `import_module`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from scoped_fastapi_check.application.attributes import attribute, set_attribute
from scoped_fastapi_check.application.machine import MAX_ITEMS, Arguments, Machine
from scoped_fastapi_check.application.values import (
    NONE,
    UNKNOWN,
    Class,
    Constant,
    Frame,
    Items,
    Mapping,
    ModuleValue,
    Partial,
    Super,
    Value,
    made_text,
    text_of,
    usual,
)


@dataclass(frozen=True, eq=False, slots=True)
class Called:
    """A call of a built-in function that is known here."""

    machine: Machine
    arguments: Arguments
    frame: Frame


def _super(called: Called) -> Value:
    for place in called.frame.chain():
        cls, owner = place.names.get("%class"), place.names.get("%self")
        if isinstance(cls, Class) and owner is not None:
            return Super(cls, owner)
    return UNKNOWN


def _getattr(called: Called) -> Value:
    if len(called.arguments.positional) < 2:
        return UNKNOWN
    name = text_of(called.arguments.positional[1])
    if name is None:
        if (
            isinstance(called.arguments.positional[0], ModuleValue)
            or called.arguments.positional[0] is UNKNOWN
        ):
            called.machine.dynamic.add(called.frame.path)
        return UNKNOWN
    return attribute(called.machine, called.arguments.positional[0], name)


def _setattr(called: Called) -> Value:
    if len(called.arguments.positional) == 3:
        owner, name, value = called.arguments.positional
        set_attribute(called.machine, owner, text_of(name) or "__signature__", value)
    return NONE


def _list(called: Called) -> Value:
    from scoped_fastapi_check.application.expressions import items_of

    if not called.arguments.positional:
        return Items([], doubts=called.machine.doubts)
    items = items_of(called.arguments.positional[0])
    return Items(items or [], items is not None, called.machine.doubts)


def _reversed(called: Called) -> Value:
    made = _list(called)
    return Items(made.items[::-1], made.is_complete) if isinstance(made, Items) else made


def _enumerate(called: Called) -> Value:
    given = called.arguments.named(("iterable", "start"))
    made = _list(replace(called, arguments=Arguments([given.get("iterable", UNKNOWN)])))
    start = _number(given.get("start", Constant(0)))
    assert isinstance(made, Items)
    pairs: list[Value] = [
        Items([UNKNOWN if start is None else Constant(start + number), one])
        for number, one in enumerate(made.items)
    ]
    return Items(pairs, made.is_complete)


def _range(called: Called) -> Value:
    numbers = [
        number for one in called.arguments.positional if (number := _number(one)) is not None
    ]
    if len(numbers) < len(called.arguments.positional) or not 1 <= len(numbers) <= 3:
        return UNKNOWN
    if len(numbers) == 3 and numbers[2] == 0:
        return UNKNOWN
    found = range(*numbers)
    return Items([Constant(one) for one in found]) if len(found) <= MAX_ITEMS else UNKNOWN


def _number(value: Value) -> int | None:
    """The number that a value certainly is."""
    if isinstance(value, Constant) and isinstance(value.value, int) and not value.is_usual:
        return value.value
    return None


def _str(called: Called) -> Value:
    match called.arguments.positional:
        case [Constant(value=str() | int()) as given]:
            return made_text([str(given.value)], made_of=[given])
        case _:
            return UNKNOWN


def _environment(called: Called) -> Value:
    """`os.getenv("PREFIX", "/api")`: what it gives where nobody says otherwise."""
    given = called.arguments.named(("key", "default"))
    return usual(given.get("default", NONE)) if called.arguments.is_complete else UNKNOWN


def _zip(called: Called) -> Value:
    from scoped_fastapi_check.application.expressions import items_of

    found = [items_of(one) for one in called.arguments.positional]
    known = [one for one in found if one is not None]
    if len(known) < len(found):
        return UNKNOWN
    return Items([Items(list(row)) for row in zip(*known, strict=False)])


def _dict(called: Called) -> Value:
    first = called.arguments.positional[0] if called.arguments.positional else Mapping({})
    if isinstance(first, Items):
        first = _of_pairs(first)
    items = first.items if isinstance(first, Mapping) else {}
    is_complete = isinstance(first, Mapping) and first.is_complete and called.arguments.is_complete
    return Mapping({**items, **called.arguments.keywords}, is_complete, called.machine.doubts)


def _of_pairs(pairs: Items) -> Value:
    """`dict([("/users", users), ("/items", items)])`"""
    found = Mapping({}, pairs.is_complete)
    for pair in pairs.items:
        match pair:
            case Items(items=[key, value]) if (name := text_of(key)) is not None:
                found.items[name] = value
            case _:
                found.is_complete = False
    return found


def _cast(called: Called) -> Value:
    return called.arguments.positional[1] if len(called.arguments.positional) == 2 else UNKNOWN


def _imported(called: Called) -> Value:
    name = text_of(called.arguments.positional[0]) if called.arguments.positional else None
    found = None
    if name is not None and not name.startswith("."):
        found = called.machine.modules.resolve(called.frame.path, name, 0)
    if found is None:
        called.machine.dynamic.add(called.frame.path)
        called.machine.importing.add(called.frame.path)
        return UNKNOWN
    if called.machine.modules.is_file(found):
        called.machine.run_module(called.machine, found)
    return ModuleValue(found, not called.machine.modules.is_file(found))


def _partial(called: Called) -> Value:
    given = called.arguments
    if not given.positional:
        return UNKNOWN
    return Partial(given.positional[0], given.positional[1:], given.keywords, given.is_complete)


def _len(called: Called) -> Value:
    match called.arguments.positional:
        case [Constant(value=str(text), is_usual=False)]:
            return Constant(len(text))
        case [Items(is_complete=True) as owner]:
            return Constant(len(owner.items))
        case [Mapping(is_complete=True) as owner]:
            return Constant(len(owner.items))
        case _:
            return UNKNOWN


BUILTIN_CALLS: Final = {
    "builtins.super": _super,
    "builtins.getattr": _getattr,
    "builtins.setattr": _setattr,
    "builtins.list": _list,
    "builtins.tuple": _list,
    "builtins.reversed": _reversed,
    "builtins.enumerate": _enumerate,
    "builtins.range": _range,
    "builtins.str": _str,
    "os.getenv": _environment,
    "os.environ.get": _environment,
    "decouple.config": _environment,
    "builtins.zip": _zip,
    "builtins.dict": _dict,
    "builtins.len": _len,
    "functools.partial": _partial,
    "typing.cast": _cast,
    "importlib.import_module": _imported,
    "builtins.__import__": _imported,
}
