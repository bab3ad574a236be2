"""The page of the documentation about each code: the terminal, the site and the editor show the same."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from scoped_fastapi_check.diagnostics.codes import Code

__all__ = ["page_of"]

# In a wheel they lie beside this module, in the repository where the site is made from.
_FOLDERS: Final = (
    Path(__file__).with_name("pages_of_the_site"),
    Path(__file__).parents[3] / "docs" / "rules",
)


def page_of(code: Code) -> str:
    """The page as Markdown; where none is there, what is known of the code."""
    for folder in _FOLDERS:
        file = folder / f"{code.name}.md"
        if file.is_file():
            return file.read_text(encoding="utf-8")
    return f"# {code.name}\n\n{code.description}.\n"
