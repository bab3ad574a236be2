"""Complete stubs of the installed FastAPI, with what is typed better merged in."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

from scoped_fastapi_check.stubs.errors import StubsError
from scoped_fastapi_check.stubs.formatting import formatted
from scoped_fastapi_check.stubs.markers import with_any_value_as_marker
from scoped_fastapi_check.stubs.merging import merged
from scoped_fastapi_check.stubs.modules import module_stub

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scoped_fastapi_check.stubs.installed import InstalledFastAPI

__all__ = ["MARK", "generate"]

MARK = "# Made by `scoped-fastapi stubs`"

# What FastAPI's own lines have to answer for is not for its users to read. ty reports a comment that
# ignores nothing, and of the two that keep it from that the one that had nothing to do.
_HEADER = """\
{mark} for FastAPI {version}. Do not edit: run it again.
# mypy: ignore-errors
# pyright: basic, reportAssignmentType=false, reportGeneralTypeIssues=false, reportPrivateImportUsage=false
# pyrefly: ignore-errors
# ty: ignore[unused-ignore-comment]
# ty: ignore
# ty: ignore[unused-ignore-comment]
# ruff: noqa
# fmt: off
"""


def generate(installed: InstalledFastAPI, overlay: Mapping[Path, ast.Module]) -> Mapping[Path, str]:
    """Return the text of every stub, by its file within the package.

    Raises:
        StubsError: FastAPI does not have what the overlay types.
    """
    header = _HEADER.format(mark=MARK, version=installed.version)
    files = {Path("py.typed"): ""}
    for file in installed.modules:
        files[file.with_suffix(".pyi")] = header + _stub(file, installed, overlay)
    for file in overlay:
        if file not in installed.modules:
            raise _unknown(_name(file), installed)
    return files


def _stub(file: Path, installed: InstalledFastAPI, overlay: Mapping[Path, ast.Module]) -> str:
    stub = with_any_value_as_marker(module_stub(file, installed))
    if file in overlay:
        try:
            stub = merged(stub, overlay[file], _name(file))
        except StubsError as error:
            raise _unknown(str(error), installed) from error
    return "".join(f"{line}\n" for line in formatted(stub.body))


def _unknown(what: str, installed: InstalledFastAPI) -> StubsError:
    return StubsError(
        f"{what} is not as expected in FastAPI {installed.version}; install a FastAPI that this "
        "scoped-fastapi knows, or a newer scoped-fastapi"
    )


def _name(file: Path) -> str:
    parts = ["fastapi", *file.with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
