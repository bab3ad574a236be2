"""What `[tool.scoped-fastapi]` may say, each key with its type, its default and what it is for.

The JSON schema, the table of docs/configuration.md and every complaint come from here.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from scoped_fastapi_check.configuration.table import (
    CHECKERS,
    CODE_NAMES,
    NAME,
    Table,
    frozen,
    key_of,
)
from scoped_fastapi_check.diagnostics.codes import DOCUMENTATION
from scoped_fastapi_check.diagnostics.selection import nearest
from scoped_fastapi_check.project.patterns import LONGEST

__all__ = ["UNKNOWN_CODE", "TableModel", "schema"]

UNKNOWN_CODE: Final = "unknown_code"
"""The type of the error that there is no such code."""


def _is_code(name: str) -> str:
    if name not in CODE_NAMES:
        # Which code is meant is told where it is shown: to find that out takes time for each of them.
        raise PydanticCustomError(UNKNOWN_CODE, "there is no such code")
    return name


def _is_checker(name: str) -> str:
    if name not in CHECKERS:
        raise ValueError(f'there is no checker "{name}"; did you mean "{nearest(name, CHECKERS)}"?')
    return name


def _is_pattern(text: str) -> str:
    from pathspec import GitIgnoreSpec

    if not text.strip("!/"):
        raise ValueError(f'"{text}" is not a pattern')
    if len(text) > LONGEST:
        raise ValueError(f"a pattern of {len(text)} letters: no path has more than {LONGEST}")
    try:
        GitIgnoreSpec.from_lines([text])
    except ValueError:
        raise ValueError(f'"{text}" is not a pattern') from None
    return text


def _is_name(text: str) -> str:
    if not all(part.isidentifier() for part in text.split(".")):
        raise ValueError(f'"{text}" is not the full name of a class or function')
    return text


Text = Annotated[str, StringConstraints(min_length=1, pattern=r"^[^\x00]*[^\s\x00][^\x00]*$")]
CodeName = Annotated[
    str,
    AfterValidator(_is_code),
    WithJsonSchema({"type": "string", "enum": sorted(CODE_NAMES)}),
]
CheckerName = Annotated[
    str,
    AfterValidator(_is_checker),
    WithJsonSchema({"type": "string", "enum": list(CHECKERS)}),
]
Pattern = Annotated[Text, AfterValidator(_is_pattern)]
FullName = Annotated[Text, AfterValidator(_is_name)]


class TableModel(BaseModel):
    """Configuration of scoped-fastapi, which checks FastAPI applications."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        alias_generator=key_of,
        title=NAME,
        use_attribute_docstrings=True,
    )

    checker: CheckerName | None = Field(None, examples=["ty"])
    """The type checker that is asked. Without it, the one that the project configures, such as
    `[tool.ty]` or `mypy.ini`, or else the first of the list that is installed."""
    python: Text | None = Field(None, examples=[".venv"])
    """The environment that the application runs in: its folder or its interpreter, from the folder
    of this file. It is read, and nothing in it is run."""
    select: list[CodeName] | None = Field(None, examples=[["fastapi-no-body", "fastapi-path"]])
    """The codes that are on; `fastapi` is all of them. Without it, those that are on by default."""
    extend_select: list[CodeName] = Field([], examples=[["fastapi-depends-downcast"]])
    """Codes that are on beside those of `select`, or those that are on by default."""
    ignore: list[CodeName] = Field([], examples=[["fastapi-late-commit"]])
    """Codes that are off."""
    per_file_ignores: dict[Pattern, list[CodeName]] = Field(
        {}, examples=[{"tests/**": ["fastapi-override"]}]
    )
    """Codes that are off in the files that a pattern matches; `!` before it: in all others."""
    exclude: list[Pattern] | None = Field(None, examples=[["legacy/", "**/generated_*.py"]])
    """Files and folders that are not checked, as patterns of a `.gitignore` in the folder of this
    file. It replaces the list of folders that are passed over by their names."""
    extend_exclude: list[Pattern] = Field([], examples=[["alembic/versions/"]])
    """More of them: the list of `exclude`, or the one it replaces, stays."""
    respect_gitignore: bool = Field(True, examples=[False])
    """Whether files are passed over that `.gitignore`, `.ignore` and `.git/info/exclude` name."""
    baseline: Text | None = Field(None, examples=["scoped-fastapi-baseline.json"])
    """A file with the findings that are known, from the folder of this file: only others are
    reported. `--update-baseline` writes it."""
    blocking: list[FullName] = Field([], examples=[["mylib.Client", "mylib.fetch"]])
    """Full names of classes and functions that block the event loop, for `fastapi-blocking`, beside
    those that it knows; subclasses count."""

    def table(self) -> Table:
        """The table that says the same."""
        values: dict[str, Any] = {name: frozen(value) for name, value in self.model_dump().items()}
        return Table(**values)


def schema() -> str:
    """The JSON schema of the table, as it lies in the repository."""
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{DOCUMENTATION}/scoped-fastapi.schema.json",
        **TableModel.model_json_schema(by_alias=True),
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
