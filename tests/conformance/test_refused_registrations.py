"""FastAPI's own tests expect some registrations to be refused: the rules report them as well.

`refused_registrations.toml` lists every such block, with the rule that reports it or with the
reason why none does.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from scoped_fastapi_check.rules.registry import RULES

from .fastapi_sources import fastapi_sources
from .runners import Report, run_mypy

KNOWN: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "refused_registrations.toml").read_text("utf-8")
)
# What puts an application together, when it is called or decorates something.
PUTS_TOGETHER = ("FastAPI(", "APIRouter(", "include_router(", ".frontend(")

# Another version of FastAPI has other tests.
IS_KNOWN = version("fastapi") == KNOWN["fastapi"]


@dataclass(frozen=True, order=True)
class Block:
    """A `with pytest.raises(...)` around something that FastAPI refuses."""

    file: str
    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.file}:{self.first}"

    def holds(self, report: Report) -> bool:
        """Whether a report stands in the block."""
        return report.file == self.file and self.first <= report.line <= self.last


def blocks(sources: Path) -> Iterator[Block]:
    """Find the blocks in FastAPI's tests."""
    for path in sorted((sources / "tests").rglob("*.py")):
        file = path.relative_to(sources).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.With) or "pytest.raises" not in ast.unparse(node.items[0]):
                continue
            statements = [ast.unparse(statement) for statement in node.body]
            registers = any(text.startswith("@") for text in statements)
            if registers or any(part in "\n".join(statements) for part in PUTS_TOGETHER):
                yield Block(file, node.lineno, node.end_lineno or node.lineno)


@pytest.fixture(scope="module")
def sources(pytestconfig: pytest.Config) -> Path:
    assert pytestconfig.cache is not None
    return fastapi_sources(Path(pytestconfig.cache.mkdir("fastapi")))


def test_every_block_is_listed(sources: Path) -> None:
    if IS_KNOWN:
        assert [str(block) for block in sorted(blocks(sources))] == list(KNOWN["blocks"])


def test_every_block_is_reported(sources: Path, tmp_path: Path) -> None:
    found = {str(block): block for block in blocks(sources)}
    files = sorted({block.file for block in found.values()})
    reports = run_mypy(sources, files, tmp_path)
    if not IS_KNOWN:
        return
    rules = {rule.code.name for rule in RULES}
    missing: list[str] = []
    for name, entry in KNOWN["blocks"].items():
        here = [report for report in reports if found[name].holds(report)]
        if (line := entry.get("line")) is not None:
            elsewhere = Block(found[name].file, line, line)
            here = [report for report in reports if elsewhere.holds(report)]
        expected = [entry["code"]] if entry.get("code") in rules else []
        if [report.code for report in here] != expected:
            missing.append(f"{name}: {here} instead of {expected}")
    assert missing == []
