"""Objects that may be made to look like those of another class, by what their classes show."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeGuard

from scoped_fastapi_check.engines.probes.classes import BUILT_IN_BASES
from scoped_fastapi_check.engines.probes.probes import members
from scoped_fastapi_check.model import fullnames

if TYPE_CHECKING:
    from scoped_fastapi_check.engines.probes.names import SourceNames
    from scoped_fastapi_check.engines.probes.symbols import Symbol
    from scoped_fastapi_check.model.module import Scope

_ANY_NAME: Final = ("__getattr__", "__getattribute__")
_TYPED_DICTS: Final = frozenset({"typing.TypedDict", "typing_extensions.TypedDict"})
_DICTS: Final = frozenset({"builtins.dict", "typing.Mapping", "typing.MutableMapping"})


@dataclass(frozen=True, slots=True)
class _Class:
    """A class that a checker shows: its full name, what it derives from, and what it defines."""

    fullname: str
    bases: frozenset[str]
    names: dict[str, frozenset[str]]
    """The names that each of its bases defines."""


@dataclass(frozen=True, slots=True)
class StandIns:
    """Tells whether one object may be meant as another; where a class is not known it may."""

    names: SourceNames
    scopes: tuple[Scope, ...]
    """Where the classes may be known by the names that a checker shows."""

    def may_stand_in(self, given: str, expected: str) -> bool:
        """Whether something of a type may be made to look like something of another type."""
        return any(
            self._resembles(item, other)
            for item in members(given)
            for other in members(expected)
            if item != "None" and other != "None"
        )

    def _resembles(self, item: str, other: str) -> bool:
        if item.startswith("type["):
            return True  # A class has what its objects have: static methods, say.
        stand_in, original = self._class(item), self._class(other)
        if stand_in is None or original is None:
            return True
        for one, another in ((stand_in, original), (original, stand_in)):
            if not _TYPED_DICTS.isdisjoint(one.bases):
                return another.fullname in _DICTS or not _TYPED_DICTS.isdisjoint(another.bases)
        if original.fullname in stand_in.bases or stand_in.fullname in original.bases:
            return True
        if stand_in.fullname in BUILT_IN_BASES:
            return False
        names = _own_names(stand_in, original)
        if not names or any(name in names for name in _ANY_NAME):
            return True
        return not names.isdisjoint(_own_names(original, stand_in))

    def _class(self, shown: str) -> _Class | None:
        name = _class_name(shown)
        builtin = f"builtins.{name}"
        if builtin in BUILT_IN_BASES:
            return _Class(builtin, BUILT_IN_BASES[builtin], {})
        abstract = f"typing.{name}"
        if any(abstract in bases for bases in BUILT_IN_BASES.values()):
            return _Class(abstract, frozenset({abstract}), {})
        found = self.names.class_shown(name, *self.scopes)
        return None if found is None else self._of_symbol(found)

    def _of_symbol(self, symbol: Symbol) -> _Class | None:
        bases = {symbol.fullname}
        names: dict[str, frozenset[str]] = {}
        pending: list[Symbol | None] = [symbol]
        while pending:
            current = pending.pop()
            if current is None:
                return None
            if current.class_node is not None:
                names[current.fullname] = frozenset(_defined(current.class_node))
            elif current.fullname == fullnames.BASE_MODEL:
                names[current.fullname] = _MODEL_NAMES
            elif current.fullname not in _EMPTY:
                return None
            pending += [
                base
                for base in self.names.bases_of(current)
                if base is None or base.fullname not in bases
            ]
            bases |= {base.fullname for base in pending if base is not None}
        return _Class(symbol.fullname, frozenset(bases), names)


# The names of a model that others may well have, too.
_MODEL_NAMES: Final = frozenset(
    {"construct", "copy", "dict", "from_orm", "json", "schema", "update_forward_refs", "validate"}
)
_EMPTY: Final = _TYPED_DICTS | {
    "builtins.object",
    "abc.ABC",
    "typing.Generic",
    "typing.Protocol",
    "typing_extensions.Protocol",
}


def _class_name(shown: str) -> str:
    """`str` of `Literal['a']`, `list` of `list[int]`."""
    found = re.match(r"Literal\[(?P<value>['\"\d-]|True|False)", shown)
    if found is None:
        return shown.partition("[")[0]
    if found["value"] in {"True", "False"}:
        return "bool"
    return "str" if found["value"] in "'\"" else "int"


def _own_names(one: _Class, other: _Class) -> set[str]:
    """The public names of a class that do not come from a class that the other derives from too."""
    return {
        name
        for base, names in one.names.items()
        if base not in other.bases
        for name in names
        if not name.startswith("_") or name in _ANY_NAME
    }


def _is_own_attribute(node: ast.AST) -> TypeGuard[ast.Attribute]:
    return (
        isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    )


def _defined(node: ast.ClassDef) -> Iterator[str]:
    """What the body of a class defines, and what its methods assign to `self`."""
    for part in (inner for statement in node.body for inner in ast.walk(statement)):
        if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield part.name
        elif _is_own_attribute(part):
            yield part.attr
    for statement in node.body:
        match statement:
            case ast.Assign():
                yield from (name.id for name in statement.targets if isinstance(name, ast.Name))
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case _:
                pass
