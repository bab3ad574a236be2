"""Writes values for the TOML files that checkers are configured with."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["assignments"]


def assignments(settings: Mapping[str, object]) -> list[str]:
    """The lines that set these values: texts, numbers, booleans, and lists of them."""
    return [f"{name} = {_value(value)}" for name, value in settings.items()]


def _value(value: object) -> str:
    # They look the same in TOML and JSON, as long as JSON does not escape; but TOML has DEL escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
