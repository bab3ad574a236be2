"""Which fields a dump is asked for: `model_dump(exclude={"id"})`, `include={"name"}`."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Final

from scoped_fastapi_check.model.walk import is_none_written


@dataclass(frozen=True, slots=True)
class Selection:
    """The fields of a model that are dumped, by their own names."""

    included: frozenset[str] | None = None
    excluded: frozenset[str] = frozenset()

    def takes(self, name: str) -> bool:
        """Whether a field is dumped."""
        return name not in self.excluded and (self.included is None or name in self.included)


ALL: Final = Selection()


def selection(call: ast.Call) -> Selection | None:
    """What a call that dumps asks for; None where that is not written out."""
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    found: dict[str, frozenset[str]] = {}
    for key in ("include", "exclude"):
        if key in given and not is_none_written(given[key]):
            names = _names(given[key])
            if names is None:
                return None
            found[key] = names
    return Selection(found.get("include"), found.get("exclude", frozenset()))


def _names(value: ast.expr) -> frozenset[str] | None:
    """The names in a set that is written out."""
    if not isinstance(value, ast.Set):
        return None
    names = [part.value if isinstance(part, ast.Constant) else None for part in value.elts]
    texts = frozenset(name for name in names if isinstance(name, str))
    return texts if len(texts) == len(set(names)) else None
