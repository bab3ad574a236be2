"""What may import what: a layer knows nothing of those above it, not even for its annotations."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import scoped_fastapi_check

PACKAGE = "scoped_fastapi_check"
FOLDER = Path(scoped_fastapi_check.__file__).parent
# Each layer may import itself and these.
BELOW = {
    "model": set[str](),
    "diagnostics": {"model", "project"},
    "analysis": {"model"},
    "application": {"model", "diagnostics", "project"},
    "rules": {"model", "analysis", "application", "diagnostics"},
    "engines": {"model", "analysis", "rules", "diagnostics", "project"},
    "project": {"diagnostics", "model"},
}


@cache
def _statements(path: Path) -> list[ast.Import | ast.ImportFrom]:
    """The imports of a file, wherever they stand."""
    tree = ast.parse(path.read_text("utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]


def imports(path: Path) -> Iterator[str]:
    """The layers that a file imports from."""
    for node in _statements(path):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            names = [node.module]
        for name in names:
            package, _, inner = name.partition(".")
            if package == PACKAGE and inner:
                yield inner.partition(".")[0]


@pytest.mark.parametrize("layer", BELOW)
def test_a_layer_imports_what_is_below_it(layer: str) -> None:
    wrong = {
        f"{path.relative_to(FOLDER)} imports {name}"
        for path in (FOLDER / layer).rglob("*.py")
        # What is printed is the business of the command.
        if "formats" not in path.parts
        for name in imports(path)
        if name not in BELOW[layer] | {layer}
    }
    assert wrong == set()


def test_no_two_modules_import_each_other() -> None:
    """Circles of the packages whose parts were once entangled."""
    found: set[tuple[str, str]] = set()
    for folder in ("model", "analysis", "rules", "engines", "diagnostics"):
        for path in (FOLDER / folder).rglob("*.py"):
            for node in _statements(path):
                if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PACKAGE):
                    found.add((_name(path), node.module or ""))
    assert {pair for pair in found if pair[::-1] in found and pair[0] != pair[1]} == set()


def _name(path: Path) -> str:
    parts = path.relative_to(FOLDER).with_suffix("").parts
    return ".".join([PACKAGE, *(parts[:-1] if parts[-1] == "__init__" else parts)])
