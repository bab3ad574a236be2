"""What the command says when it is done, and the configuration that each type checker needs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from rich.text import Text

from scoped_fastapi_check.diagnostics.escaping import visible

if TYPE_CHECKING:
    from pathlib import Path

    from scoped_fastapi_check.stubs import Compared, Written

__all__ = ["announcement", "comparison", "configuration"]

# The folder that pyright and basedpyright look into without being told.
_KNOWN_FOLDER: Final = "typings"
_SHOWN_FILES: Final = 5


def announcement(written: Written, output: Path) -> list[Text]:
    """Return the lines that tell where the stubs are, and what each checker has to be told.

    All but the first can be pasted into `pyproject.toml` as they are.
    """
    done = "Wrote" if written.changed else "Up to date:"
    first = f"{done} stubs of FastAPI {written.version} in {written.folder}"
    return [
        Text(visible(first), "bold green"),
        Text(),
        *(Text(visible(line)) for line in configuration(output).splitlines()),
    ]


def comparison(compared: Compared, output: Path) -> list[Text]:
    """Return the lines that tell whether the stubs are those of the installed FastAPI."""
    if not compared.differing:
        line = f"Up to date: stubs of FastAPI {compared.version} in {compared.folder}"
        return [Text(visible(line), "bold green")]
    again = "scoped-fastapi stubs"
    if output.as_posix() != _KNOWN_FOLDER:
        again += f" --output {output}"
    if compared.is_missing:
        first = f"There are no stubs in {compared.folder}; run: {again}"
        return [Text(visible(first), "bold red")]
    first = (
        f"The stubs in {compared.folder} are not those of FastAPI {compared.version}, or were "
        f"edited; run: {again}"
    )
    names = [(compared.folder / name).as_posix() for name in compared.differing]
    more = len(names) - _SHOWN_FILES
    listed = [*names[:_SHOWN_FILES], *([f"and {more} more"] if more > 0 else [])]
    return [Text(visible(first), "bold red"), *(Text(visible(f"  {name}")) for name in listed)]


def configuration(output: Path) -> str:
    """Return what each checker needs in `pyproject.toml` to find the stubs: TOML, with comments."""
    # As TOML has its strings, but for characters that JSON writes in halves.
    place = json.dumps(output.as_posix(), ensure_ascii=False)
    if output.as_posix() == _KNOWN_FOLDER:
        pyrights = (
            "# pyright, Pylance and basedpyright need nothing: they look there by themselves.\n"
        )
    else:
        pyrights = (
            f"[tool.pyright]\nstubPath = {place}\n\n[tool.basedpyright]\nstubPath = {place}\n"
        )
    return f"""\
# For pyproject.toml, what your checkers need to find them:
{pyrights}
[tool.mypy]  # zuban reads it, too
mypy_path = {place}

[tool.ty.environment]
extra-paths = [{place}]

[tool.pyrefly]
search-path = [{place}, "."]
"""
