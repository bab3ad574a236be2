"""The harness reads programs as they are written, and compares in both directions."""

from __future__ import annotations

from pathlib import Path

import pytest
from scoped_fastapi_check.diagnostics.codes import CODES

from .comparison import compare, read_differences
from .fastapi_runner import Exchange
from .program import (
    MalformedProgramError,
    Mark,
    Program,
    all_programs,
    read_header,
    read_marks,
)
from .runners import Report

KNOWN_CODES = {code.name for code in CODES}
PROGRAM = Program(
    "rule/case",
    ("rule/case.py",),
    (
        Mark("rule/case.py", 3, "fastapi-a"),
        Mark("rule/case.py", 3, "fastapi-a"),
        Mark("rule/case.py", 5, "fastapi-b", optional=True),
    ),
)
TWICE = [Report("rule/case.py", 3, "fastapi-a", "one")] * 2


def test_marks_are_read_from_comments_only() -> None:
    source = 'a = "# E[no]"\nb = 1  # E[x] E?[y]\nc = 2  # type: ignore[z]  # E[w]\n'
    assert read_marks("f", source) == [
        Mark("f", 2, "x"),
        Mark("f", 2, "y", optional=True),
        Mark("f", 3, "w"),
    ]


@pytest.mark.parametrize("comment", ["# E [a]", "# E[a] and more", "#E[a]", "# E[a],E[b]"])
def test_a_misspelled_mark_is_refused(comment: str) -> None:
    with pytest.raises(MalformedProgramError):
        read_marks("f", f"a = 1  {comment}\n")


def test_the_header_is_the_first_comments() -> None:
    source = "# Some words.\n# outcome: silent\n# raises: a: b\nimport a\n# python: 3.12\n"
    assert read_header("f", source) == {"outcome": "silent", "raises": "a: b"}


def test_a_misspelled_header_is_refused() -> None:
    with pytest.raises(MalformedProgramError):
        read_header("f", "# outcom: silent\n")


@pytest.mark.parametrize(
    ("reports", "problems"),
    [
        (TWICE, []),
        ([*TWICE, Report("rule/case.py", 5, "fastapi-b")], []),
        (TWICE[:1], ["missing     rule/case.py:3: [fastapi-a]"]),
        ([*TWICE, TWICE[0]], ["unexpected  rule/case.py:3: [fastapi-a]: one | one | one"]),
        (
            [*TWICE, Report("rule/case.py", 3, "fastapi-b", "why")],
            ["unexpected  rule/case.py:3: [fastapi-b]: why"],
        ),
        ([*TWICE, Report("rule/another.py", 3, "fastapi-b")], []),
    ],
)
def test_comparison(reports: list[Report], problems: list[str]) -> None:
    assert compare(PROGRAM, reports) == problems


def test_differences_of_a_checker(tmp_path: Path) -> None:
    path = tmp_path / "differences.toml"
    path.write_text(
        """
        [[zuban]]
        program = "rule/case"
        line = 3
        code = "fastapi-a"
        kind = "missing"
        reason = "it infers another type"

        [[zuban]]
        program = "rule/case"
        line = 7
        code = "fastapi-b"
        kind = "unexpected"
        reason = "it infers another type"
        """,
        "utf-8",
    )
    differences = read_differences("zuban", path)
    known = [TWICE[0], Report("rule/case.py", 7, "fastapi-b")]
    assert read_differences("mypy", path) == []
    assert compare(PROGRAM, known, differences) == []
    assert len(compare(PROGRAM, TWICE, differences)) == 2, "a difference is gone"


@pytest.mark.parametrize(
    ("status", "headers", "body", "refused"),
    [
        (200, [(b"content-length", b"4")], b"null", False),
        (204, [], b"", False),
        (204, [], b"null", True),
        (304, [(b"content-length", b"4")], b"", False),
        (304, [], b"null", True),
        (205, [(b"content-length", b"4")], b"", True),
        (100, [], b"", True),
    ],
)
def test_what_a_server_refuses_to_send(
    status: int, headers: list[tuple[bytes, bytes]], body: bytes, refused: bool
) -> None:
    exchange = Exchange(
        "GET",
        [
            {"type": "http.response.start", "status": status, "headers": headers},
            {"type": "http.response.body", "body": body},
        ],
    )
    assert (exchange.refusal() is not None) == refused


@pytest.mark.parametrize("program", all_programs(), ids=lambda program: program.name)
def test_every_program_is_complete(program: Program) -> None:
    assert {mark.code for mark in program.marks} <= KNOWN_CODES
    assert set(program.enable) <= KNOWN_CODES
    if program.marks:
        assert program.outcome, "a mistake has an outcome"
    else:
        assert program.outcome is None, "a valid program has none"
