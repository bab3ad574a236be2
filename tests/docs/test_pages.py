"""The pages are complete, and their links lead somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from scoped_fastapi_check.diagnostics.codes import CODES

from .pages import DOCS, RULES, links, name_of, pages, pages_with_commands


@pytest.mark.parametrize("page", pages_with_commands(), ids=name_of)
def test_links(page: Path) -> None:
    for target in links(page):
        path = target.partition("#")[0]
        assert not path or (page.parent / path).exists(), target


def test_the_index_leads_to_every_page() -> None:
    targets = {(DOCS / target).resolve() for target in links(DOCS / "index.md")}
    missing = {page for page in pages() if page.name != "index.md"} - targets
    assert not missing


def test_every_code_has_a_page() -> None:
    assert {page.stem for page in RULES.glob("*.md")} == {code.name for code in CODES}


@pytest.mark.parametrize("page", sorted(RULES.glob("*.md")), ids=lambda page: page.stem)
def test_page_of_a_rule(page: Path) -> None:
    text = page.read_text("utf-8")
    assert text.startswith(f"# {page.stem}\n")
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert headings == [
        "## The mistake",
        "## What FastAPI does",
        "## The fix",
        "## Where it is silent",
        "## Silencing it",
    ]
    assert "# E[" in text, "there is an example of the mistake"
