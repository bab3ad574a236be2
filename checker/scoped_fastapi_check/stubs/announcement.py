"""What the command says when it is done, and the line that each type checker needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from scoped_fastapi_check.diagnostics.escaping import visible

if TYPE_CHECKING:
    from pathlib import Path

    from scoped_fastapi_check.stubs import Written

__all__ = ["announcement", "configuration"]

# The folder that pyright and basedpyright look into without being told.
_KNOWN_FOLDER = "typings"


def announcement(written: Written, output: Path) -> list[Text]:
    """Return the lines that tell where the stubs are, and what each checker has to be told."""
    done = "Wrote" if written.changed else "Up to date:"
    first = f"{done} stubs of FastAPI {written.version} in {written.folder}"
    lines = configuration(output)
    width = max(map(len, lines))
    return [
        Text(visible(first), "bold green"),
        *(Text(visible(f"  {checker:{width}}  {line}")) for checker, line in lines.items()),
    ]


def configuration(output: Path) -> dict[str, str]:
    """Return what each checker needs in `pyproject.toml` to find the stubs."""
    place = output.as_posix()
    found = "nothing: found there without being told"
    own = place == _KNOWN_FOLDER
    return {
        "pyright": found if own else f'[tool.pyright] stubPath = "{place}"',
        "basedpyright": found if own else f'[tool.basedpyright] stubPath = "{place}"',
        "mypy, zuban": f'[tool.mypy] mypy_path = "{place}"',
        "ty": f'[tool.ty.environment] extra-paths = ["{place}"]',
        "pyrefly": f'[tool.pyrefly] search-path = ["{place}", "."]',
    }
