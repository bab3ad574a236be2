"""The pages for maintainers name what is there, and the rule that they add does what they say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from scoped_fastapi_check.rules.base import run_rules
from unit.snippets import read

from .pages import DOCS, ROOT, blocks, name_of

PAGES = sorted((DOCS / "maintainers").glob("*.md"))
NAMED = re.compile(r"`(?P<path>[\w./]+\.(?:py|toml|txt))`")
# Those that a page shows how to write.
TO_BE_WRITTEN = {"main.py"}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_files_that_are_named_are_there(page: Path) -> None:
    folders = ("checker", "mypy_plugin", "scoped_fastapi", "tests", "tools", "examples")
    there = [path.as_posix() for folder in folders for path in (ROOT / folder).rglob("*.*")]
    named = {found["path"] for found in NAMED.finditer(page.read_text("utf-8"))}
    missing = {
        name
        for name in named - TO_BE_WRITTEN
        if not any(path.endswith(f"/{name}") for path in there) and not (ROOT / name).exists()
    }
    assert not missing


def test_the_folders_of_the_architecture_are_all_of_them() -> None:
    text = (DOCS / "maintainers" / "architecture.md").read_text("utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`(\w+)/`", row.split("|")[1])}
    package = ROOT / "checker" / "scoped_fastapi_check"
    assert named == {path.parent.name for path in package.glob("*/__init__.py")}


def test_the_rule_that_is_added() -> None:
    (text,) = [
        block.text
        for block in blocks(DOCS / "maintainers" / "add-a-rule.md")
        if "RULE: Final" in block.text
    ]
    written: dict[str, Any] = {"__name__": "example"}
    exec(compile(text, "example", "exec"), written)
    module, engine = read(
        "from fastapi import FastAPI\n\napp = FastAPI()\n\n\n"
        '@app.get("/", include_in_schema=False)\ndef hidden() -> None: ...\n\n\n'
        '@app.get("/shown", include_in_schema=True)\ndef shown() -> None: ...\n'
    )
    outcome = run_rules(module, [written["RULE"]], engine)
    assert [(found.line, found.message) for found in outcome.findings] == [
        (6, "the route is left out of the schema")
    ]
