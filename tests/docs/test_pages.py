"""The pages are complete, and their links lead somewhere."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from scoped_fastapi_check.diagnostics.codes import CODES

from .pages import DOCS, RULES, links, name_of, pages, pages_with_commands


@pytest.mark.parametrize("page", pages_with_commands(), ids=name_of)
def test_links(page: Path) -> None:
    for target in links(page):
        path = target.partition("#")[0]
        assert not path or (page.parent / path).exists(), target


@pytest.mark.parametrize("page", pages_with_commands(), ids=name_of)
def test_tables(page: Path) -> None:
    """Every row has as many cells as the first: a `|` in code needs a backslash."""
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        cells = {row: len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}
        first = next(iter(cells.values()))
        assert {row for row, number in cells.items() if number != first} == set()


def test_no_part_of_the_first_page_names_a_page_twice() -> None:
    for part in re.split(r"^## ", (DOCS / "index.md").read_text("utf-8"), flags=re.MULTILINE)[2:]:
        assert {
            target
            for target, times in Counter(re.findall(r"\]\(([^)]+)\)", part)).items()
            if times > 1
        } == set()


def test_the_first_page_and_that_of_the_rules_lead_to_every_page() -> None:
    listing = [DOCS / "index.md", DOCS / "rules.md"]
    targets = {(DOCS / target).resolve() for page in listing for target in links(page)}
    assert not set(pages()) - targets - {listing[0]}


def test_every_rule_stands_in_one_theme() -> None:
    text = (DOCS / "rules.md").read_text("utf-8")
    listed = Counter(re.findall(r"^\| \[(fastapi-[a-z-]+)\]", text, re.MULTILINE))
    assert listed == Counter(code.name for code in CODES)
    off = {code.name for code in CODES if not code.default_enabled}
    assert set(re.findall(r"\[(fastapi-[a-z-]+)\].*off by default", text)) == off


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
