"""What is typed better than by FastAPI: fragments of stubs, one for each module that has some."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

from scoped_fastapi_check.stubs.errors import StubsError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["read_overlay"]

_HERE = Path(__file__).parent
# Within the installed package, or at the top of the repository when it is installed from there.
_PLACES = (_HERE / "overlay", _HERE.parents[2] / "stubs")


def read_overlay() -> Mapping[Path, ast.Module]:
    """Return the fragments by the file of the module that each is for.

    Raises:
        StubsError: they are not where they were installed.
    """
    for place in _PLACES:
        package = place / "fastapi"
        if package.is_dir():
            return {
                file.relative_to(package).with_suffix(".py"): ast.parse(
                    file.read_bytes(), str(file)
                )
                for file in sorted(package.rglob("*.pyi"))
            }
    raise StubsError(f"{_PLACES[0]} is missing; install scoped-fastapi again")
