"""Says what is wrong with a table, and in which line: the model knows the one, the text the other."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.configuration.errors import ConfigurationError
from scoped_fastapi_check.configuration.positions import line_of
from scoped_fastapi_check.configuration.table import FIELDS, NAME, Table
from scoped_fastapi_check.diagnostics.selection import UnknownCodeError, nearest
from scoped_fastapi_check.project.display import displayed

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

__all__ = ["broken", "misnamed", "validated"]

# The lines of more mistakes than these nobody reads, and to find each in the text takes time.
_MOST: Final = 20
_KINDS = {
    "bool_type": "true or false",
    "string_type": "a string",
    "list_type": "a list of strings",
    "dict_type": "a table of patterns and their codes",
    "model_type": "a table",
    "string_too_short": "a string that is not empty",
    "string_pattern_mismatch": "a string that is not empty",
}


def broken(file: Path, error: Exception) -> str:
    """That a file is no TOML."""
    reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
    return f"{displayed(file)} is not TOML: {reason}"


def misnamed(file: Path, text: str, name: str) -> str:
    """That a table has another name than is read."""
    line = line_of(text, ["tool", name])
    return f'{displayed(file)}:{line}: the table is called "[tool.{NAME}]", not "[tool.{name}]"'


def validated(values: object, file: Path, text: str) -> Table:
    """The table with these values.

    Raises:
        ConfigurationError: they are not right, with a line for each that is not.
    """
    from pydantic import ValidationError

    from scoped_fastapi_check.configuration.model import TableModel

    try:
        return TableModel.model_validate(values).table()
    except ValidationError as error:
        lines = dict.fromkeys(_described(error.errors(include_url=False), file, text))
        raise ConfigurationError("\n".join(lines)) from None


def _described(errors: Sequence[ErrorDetails], file: Path, text: str) -> Iterator[str]:
    found: list[tuple[int, str]] = []
    for error in errors[:_MOST]:
        # In a dictionary pydantic names the key once more where it is the key that is wrong.
        location = [part for part in error["loc"] if part != "[key]"]
        found.append((line_of(text, ["tool", NAME, *location]), _message(error, location)))
    for line, message in sorted(found):
        yield f"{displayed(file)}:{line}: {message}"
    if len(errors) > _MOST:
        yield f"{displayed(file)}: {len(errors) - _MOST} more mistakes"


def _message(error: ErrorDetails, location: Sequence[str | int]) -> str:
    from scoped_fastapi_check.configuration.model import UNKNOWN_CODE

    name = f"[tool.{NAME}]"
    if not location:
        return f"{name} has to be a table"
    key = str(location[0])
    if key == "trust":
        # It is what allows a program that the tree names, so the tree must not be able to say it.
        return f'"trust" is no key of {name}: who runs the command says --trust, and no file can'
    if error["type"] == "extra_forbidden":
        return f'unknown key "{key}" in {name}; did you mean "{nearest(key, FIELDS)}"?'
    where = ".".join([key, *(json.dumps(part) for part in location[1:] if isinstance(part, str))])
    if error["type"] == UNKNOWN_CODE:
        return f"{where}: {UnknownCodeError(str(error['input']))}"
    if error["type"] == "value_error":
        reason = error.get("ctx", {}).get("error")
        return f"{where}: {reason}"
    is_item = isinstance(location[-1], int)
    subject = f"an entry of {where}" if is_item else where
    return f"{subject} has to be {_KINDS.get(error['type'], error['msg'])}"
