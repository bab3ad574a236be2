"""What a model makes of itself: which call does, and which keys the dictionary has.

A model that is dumped by the names of its fields lacks the aliases by which a response model reads it.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic

from scoped_fastapi_check.analysis.response_models.conversions import ITERABLE
from scoped_fastapi_check.analysis.response_models.selection import ALL, Selection, selection
from scoped_fastapi_check.analysis.response_models.subclasses import has_subclass
from scoped_fastapi_check.analysis.types import Instance, TypeT
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Expression

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.response_models.models import Models
    from scoped_fastapi_check.analysis.types import Types
    from scoped_fastapi_check.model.names import Names

__all__ = ["Dump", "Dumps", "dumped_by"]

_METHODS: Final = frozenset({"model_dump", "dict"})
_MAX_DEPTH: Final = 4


@dataclass(frozen=True, slots=True)
class Dump:
    """A call that makes a dictionary of an object. Without `by_alias` its model says by which names."""

    model: ast.expr
    by_alias: bool | None
    selection: Selection


def dumped_by(call: ast.Call, callee: Expression, names: Names) -> Dump | None:
    """The dump that a call makes; None for other calls."""
    match call:
        case ast.Call(func=ast.Attribute(value=model, attr=method), args=[]) if method in _METHODS:
            by_alias: bool | None = None
        case ast.Call(args=[model]) if names.fullname(callee) == fullnames.JSONABLE_ENCODER:
            by_alias = True
        case _:
            return None
    for keyword in call.keywords:
        if keyword.arg in {"mode", "include", "exclude"}:
            continue
        if keyword.arg != "by_alias" or not isinstance(keyword.value, ast.Constant):
            return None  # Fields may be left out.
        by_alias = keyword.value.value if isinstance(keyword.value.value, bool) else None
    fields = selection(call)
    return None if fields is None else Dump(model, by_alias, fields)


@dataclass(frozen=True, slots=True)
class Dumps(Generic[TypeT]):
    """Tells what dictionaries models make of themselves."""

    types: Types[TypeT]
    models: Models[TypeT]

    def dumped(
        self,
        model: TypeT,
        by_alias: bool | None,
        fields: Selection = ALL,
        *,
        is_exact: bool,
        depth: int = 0,
    ) -> TypeT | None:
        """The dictionary that a model makes of itself; None where its keys are not certain."""
        shape = self.types.shape(model)
        if depth > _MAX_DEPTH or not isinstance(shape, Instance):
            return None
        if not is_exact and has_subclass(shape.cls):
            return None
        keys = self.models.dumped(model, by_alias, fields)
        return None if keys is None else self.types.dictionary(self._values(keys, by_alias, depth))

    def _values(
        self, keys: Mapping[str, TypeT | None], by_alias: bool | None, depth: int
    ) -> Mapping[str, TypeT]:
        """Of models in models it is known what they give; what else a value becomes is not."""
        unknown = self.types.arguments(self.types.container("builtins.list", None), ITERABLE)[0]
        found: dict[str, TypeT] = {}
        for key, typ in keys.items():
            inner = None
            if typ is not None:
                inner = self.dumped(typ, by_alias, is_exact=False, depth=depth + 1)
            found[key] = unknown if inner is None else inner
        return found
