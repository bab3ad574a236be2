"""The messages of all rules are read as one text: `messages.txt`, which `messages.py` writes."""

from __future__ import annotations

import re

import pytest

from .messages import SNAPSHOT, kind, kinds
from .runners import Report


def test_messages_are_those_of_the_snapshot(mypy_reports: list[Report]) -> None:
    assert kinds(mypy_reports) == SNAPSHOT.read_text("utf-8")


def test_every_message_has_a_note_that_says_how_to_mend_it(mypy_reports: list[Report]) -> None:
    without = {kind(report.message) for report in mypy_reports if ": " not in report.note}
    assert without == set()


def test_code_is_quoted(mypy_reports: list[Report]) -> None:
    texts = {text for report in mypy_reports for text in (kind(report.message), kind(report.note))}
    assert {text for text in texts if re.search(r"\w[(=]", text)} == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"get_id" provides "int | None"', '"…" provides "…"'),
        ('"f" is called without "a", "b" and 2 more', '"…" is called without "…"'),
        ("the route answers 204 No Content, which", "the route answers 0, which"),
        ("FastAPI answers 500 (since 0.118)", "FastAPI answers 0 (since 0.118)"),
        ('Error code "a" not covered by "b" comment\nFastAPI drops it', "FastAPI drops it"),
    ],
)
def test_kinds(text: str, expected: str) -> None:
    assert kind(text) == expected
