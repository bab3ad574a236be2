"""What a client may set: the section `scopedFastapi`, or the options that a server starts with."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Final, cast

__all__ = ["Settings", "read_settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a client; what it leaves out is as `[tool.scoped-fastapi]` says, or usual.

    `lenses` switches code lenses on, `open_files_only` leaves the diagnostics of other files out. `trust` is
    said when a server starts, and never later: what a client has read from the tree comes later, too.
    """

    checker: str | None = None
    python: str | None = None
    lenses: bool = True
    open_files_only: bool = False
    trust: bool = False


_NAMES: Final = {"open_files_only": "openFilesOnly"}


def read_settings(data: object, defaults: Settings) -> tuple[Settings, list[str]]:
    """The settings in what a client sent over those that it left out, and what is wrong with it."""
    if not isinstance(data, dict):
        return defaults, []
    given = cast("dict[str, Any]", data)
    found: dict[str, Any] = {}
    problems: list[str] = []
    for field in fields(Settings):
        name = _NAMES.get(field.name, field.name)
        value = given.get(name)
        if value is None or value == "":
            continue
        is_switch = isinstance(field.default, bool)
        if isinstance(value, bool if is_switch else str):
            found[field.name] = value
        else:
            kind = "true or false" if is_switch else "a text"
            problems.append(f"scopedFastapi.{name} must be {kind}, not {value!r}")
    return replace(defaults, **found), problems
