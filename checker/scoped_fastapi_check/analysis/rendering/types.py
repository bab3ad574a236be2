"""What can be rendered, by its type: JSON knows few classes, text none but its own."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.spelling import in_one_spelling
from scoped_fastapi_check.analysis.types import class_seen, has, is_none
from scoped_fastapi_check.model import fullnames

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.types import Class, TypeView

__all__ = ["JSON", "MAX_DEPTH", "Rendering", "Unrendered", "bad_part", "derives", "is_bad_key"]

MAX_DEPTH: Final = 6
JSON: Final = tuple(f"builtins.{name}" for name in ("str", "int", "float", "dict", "list", "tuple"))
_OF_TEXT: Final = tuple(f"builtins.{name}" for name in ("bytes", "memoryview"))
# What these are at run time is open: a `Mapping` mostly is a dict.
_OPEN_MODULES: Final = frozenset({"typing", "typing_extensions", "collections.abc", "_typeshed"})
_SEQUENCES: Final = ("builtins.list", "builtins.tuple")
# Where these hold what JSON does not know, nothing that they can be is known to it.
_OPEN_SEQUENCES: Final = frozenset(
    f"{module}.{name}"
    for module in ("typing", "collections.abc")
    for name in ("Collection", "Iterable", "MutableSequence", "Sequence")
)
_KEYS: Final = tuple(f"builtins.{name}" for name in ("str", "int", "float"))


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
    is_key: bool = False
    """Whether it would do as a value, and not as the key that it is."""
    field: str = ""
    """The field of a dumped model that is the part."""


def bad_part(view: TypeView, rendering: Rendering, depth: int = 0) -> str | None:
    """The part of a type that cannot be rendered, if no member of it can."""
    present = [member for member in view.members if not is_none(member)]
    bad = [_bad_member(member, rendering, depth) for member in present]
    return bad[0] if bad and all(shown is not None for shown in bad) else None


def _bad_member(view: TypeView, rendering: Rendering, depth: int) -> str | None:
    cls = None if view.is_unknown else class_seen(view)
    if cls is None or depth > MAX_DEPTH:
        return None
    if cls.fullname in _OPEN_SEQUENCES and rendering is Rendering.JSON and len(view.arguments) == 1:
        return bad_part(view.arguments[0], rendering, depth + 1)
    if _is_open(cls):
        return None
    shown = in_one_spelling(view.shown, is_inferred=True)
    if rendering is Rendering.TEXT:
        return None if has(cls, "encode") or derives(cls, _OF_TEXT) else shown
    if not derives(cls, JSON):
        return shown
    arguments = view.arguments
    if cls.derives_from("builtins.dict") and len(arguments) == 2:
        if is_bad_key(arguments[0]):
            return in_one_spelling(arguments[0].shown)
        return bad_part(arguments[1], rendering, depth + 1)
    if derives(cls, _SEQUENCES) and len(arguments) == 1:
        return bad_part(arguments[0], rendering, depth + 1)
    return None


def is_bad_key(view: TypeView) -> bool:
    """Whether no object of JSON has a key of a type."""
    key = class_seen(view)
    return key is not None and not _is_open(key) and not derives(key, _KEYS)


def derives(cls: Class, names: tuple[str, ...]) -> bool:
    """Whether a class derives from one of these."""
    return any(cls.derives_from(name) for name in names)


def _is_open(cls: Class) -> bool:
    """Whether objects that are declared to be of a class may be of any other one."""
    module = cls.fullname.rpartition(".")[0]
    return (
        cls.fullname in {fullnames.OBJECT, "builtins.bool", "types.NoneType"}
        or module in _OPEN_MODULES
        or cls.is_open
        or cls.is_protocol
        # In the class an attribute is a column, in its objects it is what stands there.
        or cls.derives_from(fullnames.COLUMN)
    )
