"""The programs as someone would write them who uses the typed names of `scoped_fastapi`."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path

from .program import PROGRAMS, Program

# FastAPI's name, and ours that stands in for it.
TYPED = {
    "APIRouter": "ScopedRouter",
    "Depends": "Depends",
    "FastAPI": "ScopedFastAPI",
    "Security": "Security",
    "status": "status",
}


def write_programs(programs: Iterable[Program], folder: Path, *, typed: bool) -> None:
    """Write programs to a folder, as they are or with the typed names."""
    for file in (file for program in programs for file in program.files):
        source = (PROGRAMS / file).read_text("utf-8")
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(with_typed_names(source) if typed else source, "utf-8")


def with_typed_names(source: str) -> str:
    """Import ours instead of FastAPI's names; every line keeps its number."""
    lines = source.splitlines(keepends=True)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module == "fastapi":
            first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
            before = lines[first].encode()[: node.col_offset].decode()
            after = lines[last].encode()[node.end_col_offset or 0 :].decode()
            blank = "\n" * (last - first)
            lines[first : last + 1] = [before + _imports(node.names) + after + blank]
            lines[first + 1 : first + 1] = [""] * (last - first)
    return "".join(lines)


def _imports(names: list[ast.alias]) -> str:
    theirs = [alias for alias in names if alias.name not in TYPED]
    ours = [
        ast.alias(TYPED[alias.name], alias.asname or alias.name)
        for alias in names
        if alias.name in TYPED
    ]
    statements = [
        ast.unparse(ast.ImportFrom(module, imported, 0))
        for module, imported in (("fastapi", theirs), ("scoped_fastapi", ours))
        if imported
    ]
    return "; ".join(statements)
