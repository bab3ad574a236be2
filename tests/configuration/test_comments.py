"""What comments silence, and which of them silence nothing."""

from __future__ import annotations

import pytest
from scoped_fastapi_check.diagnostics.codes import CODES, CODES_BY_NAME, UNUSED_IGNORE
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Edit
from scoped_fastapi_check.diagnostics.filtering import FileCheck, reported
from scoped_fastapi_check.diagnostics.selection import DEFAULT
from scoped_fastapi_check.diagnostics.suppressions import Silenced

from .projects import DEPENDS, DOWNCAST, NO_BODY, UNUSED

ALL = frozenset(code.name for code in CODES)


def report(
    text: str,
    *found: tuple[int, str],
    on: frozenset[str] = DEFAULT,
    failed: tuple[str, ...] = (),
    is_whole: bool = True,
) -> list[tuple[int, str]]:
    """What is reported of what is found, by line and code."""
    return [
        (one.line, one.code_name)
        for one in diagnostics(text, *found, on=on, failed=failed, is_whole=is_whole)
    ]


def diagnostics(
    text: str,
    *found: tuple[int, str],
    on: frozenset[str] = DEFAULT,
    failed: tuple[str, ...] = (),
    is_whole: bool = True,
) -> list[Diagnostic]:
    silenced = Silenced(text)
    file = FileCheck(
        text,
        on=silenced.on(on),
        failed=failed,
        is_whole=lambda: is_whole,
        hides_otherwise=silenced.hides,
    )
    return reported(
        [Diagnostic(CODES_BY_NAME[code], line, 1, "message") for line, code in found], file
    )


@pytest.mark.parametrize(
    "comment",
    [
        f"# scoped-fastapi: ignore[{DEPENDS}]",
        f"#scoped-fastapi:ignore[{DEPENDS}]",
        f"# scoped-fastapi: ignore [{DEPENDS}]",
        f"# scoped-fastapi: ignore[{DEPENDS}]: the test is wrong",
        f"# scoped-fastapi: ignore[ {DEPENDS} ]",
        "# scoped-fastapi: ignore[fastapi]",
        "# scoped-fastapi: ignore",
        "# scoped-fastapi: ignore because of the test",
        f"# noqa: B008  # scoped-fastapi: ignore[{DEPENDS}]",
        f"# scoped-fastapi: ignore[{DEPENDS}]  # noqa: B008",
        f"# type: ignore[{DEPENDS}]",
        f"# type: ignore[{DEPENDS}]  # scoped-fastapi: ignore[{DEPENDS}]",
    ],
)
def test_a_comment_silences_its_line(comment: str) -> None:
    text = f"a = 1\nb = 2  {comment}\nc = 3\n"
    assert report(text, (1, DEPENDS), (2, DEPENDS), (3, DEPENDS)) == [(1, DEPENDS), (3, DEPENDS)]


@pytest.mark.parametrize(
    "text",
    [
        f'b = "# scoped-fastapi: ignore[{DEPENDS}]"\n',
        f"b = 1  # see `# scoped-fastapi: ignore[{DEPENDS}]`\n",
        "b = 1  # scoped-fastapi: ignored\n",
        "b = 1  # scoped-fastapi: ignore-next\n",
        "b = 1  # not-scoped-fastapi: ignore\n",
    ],
)
def test_what_is_no_such_comment(text: str) -> None:
    assert report(text, (1, DEPENDS)) == [(1, DEPENDS)]


def test_several_codes() -> None:
    text = f"a = 1  # scoped-fastapi: ignore[{DEPENDS}, {NO_BODY}]\n"
    assert report(text, (1, DEPENDS), (1, NO_BODY), (1, "fastapi-path")) == [(1, "fastapi-path")]


def test_two_comments_on_a_line() -> None:
    first, second = (f"# scoped-fastapi: ignore[{code}]" for code in (DEPENDS, NO_BODY))
    text = f"a = 1  {first}  {second}\n"
    assert report(text, (1, DEPENDS), (1, NO_BODY)) == []
    assert report(text, (1, NO_BODY)) == [(1, UNUSED)]


@pytest.mark.parametrize(
    "above",
    ["", "# a comment\n\n", '"""A docstring."""\n', "#!/usr/bin/env python\n# coding: utf-8\n"],
)
@pytest.mark.parametrize("codes", [f"[{DEPENDS}]", "[fastapi]", ""])
def test_a_comment_about_a_file(above: str, codes: str) -> None:
    text = f"{above}# scoped-fastapi: ignore-file{codes}\na = 1\n"
    assert report(text, (9, DEPENDS), (9, DEPENDS)) == []
    if codes == f"[{DEPENDS}]":
        assert report(text, (9, DEPENDS), (9, NO_BODY)) == [(9, NO_BODY)]


@pytest.mark.parametrize(
    "statement", ["import os", "'a'; b = 1", '"""Doc."""\n"""Not doc."""', "x: int"]
)
def test_it_is_too_late_after_the_first_statement(statement: str) -> None:
    text = f"{statement}\n# scoped-fastapi: ignore-file\n"
    line = text.count("\n")
    assert report(text, (9, DEPENDS)) == [(line, UNUSED), (9, DEPENDS)]


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        (
            f"ignore[{DEPENDS}]",
            f'"# scoped-fastapi: ignore[{DEPENDS}]" silences nothing on this line',
        ),
        ("ignore", '"# scoped-fastapi: ignore" silences nothing on this line'),
        (
            f"ignore[{DEPENDS}, {NO_BODY}]",
            f'"# scoped-fastapi: ignore[{DEPENDS}, {NO_BODY}]" silences nothing on this line',
        ),
        (
            "ignore[fastapi-pth]",
            '"fastapi-pth" in "# scoped-fastapi: ignore[fastapi-pth]" is not a code, and silences nothing',
        ),
        ("ignore[]", '"# scoped-fastapi: ignore[]" names no code, and silences nothing'),
        (
            f"ignore[{DEPENDS}",
            f'"# scoped-fastapi: ignore[{DEPENDS}" has no "]", and silences nothing',
        ),
        (
            "ignore-file",
            '"# scoped-fastapi: ignore-file" stands below the first statement, and silences nothing',
        ),
    ],
)
def test_what_silences_nothing_is_reported(comment: str, message: str) -> None:
    (found,) = diagnostics(f"é = 1  # scoped-fastapi: {comment}\n")
    assert (found.code, found.message) == (UNUSED_IGNORE, message)
    assert (found.line, found.column) == (1, 9)
    assert found.severity == "warning"


def test_a_comment_of_which_a_part_silences_something() -> None:
    text = f"a = 1  # scoped-fastapi: ignore[fastapi-path, {DEPENDS}, {NO_BODY}]\n"
    (found,) = diagnostics(text, (1, DEPENDS))
    assert found.message.startswith(f'"fastapi-path" and "{NO_BODY}" in ')
    assert fixed(text, found) == f"a = 1  # scoped-fastapi: ignore[{DEPENDS}]\n"


def fixed(text: str, found: Diagnostic) -> str:
    assert found.fix is not None
    (edit,) = found.fix.edits
    return applied(text, edit)


def applied(text: str, edit: Edit) -> str:
    lines = [line.encode() for line in text.splitlines(keepends=True)]
    before = b"".join(lines[: edit.line - 1]) + lines[edit.line - 1][: edit.column - 1]
    after = lines[edit.end_line - 1][edit.end_column - 1 :] if edit.end_line <= len(lines) else b""
    return (before + edit.text.encode() + after + b"".join(lines[edit.end_line :])).decode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("é = 1  # scoped-fastapi: ignore\nb = 2\n", "é = 1\nb = 2\n"),
        ("a = 1  # noqa  # scoped-fastapi: ignore\n", "a = 1  # noqa\n"),
        ("a = 1  # scoped-fastapi: ignore  # noqa\n", "a = 1  # noqa\n"),
        ("a = 1  # scoped-fastapi: ignore: because\n", "a = 1\n"),
        ("# scoped-fastapi: ignore-file\na = 1\n", "a = 1\n"),
        ("a = 1\nif a:\n    # scoped-fastapi: ignore\n    b = 2\n", "a = 1\nif a:\n    b = 2\n"),
        ("a = 1\n# scoped-fastapi: ignore", "a = 1\n"),
    ],
)
def test_the_fix_takes_the_comment_away(text: str, expected: str) -> None:
    (found,) = diagnostics(text)
    assert fixed(text, found) == expected


def test_it_is_silent_where_the_rule_has_not_run() -> None:
    line = f"a = 1  # scoped-fastapi: ignore[{DOWNCAST}]\n"
    assert report(line) == []
    assert report(line, on=ALL) == [(1, UNUSED)]
    assert report(line, on=ALL, failed=(DOWNCAST,)) == []
    everything = "a = 1  # scoped-fastapi: ignore\n"
    assert report(everything, on=frozenset({DEPENDS, UNUSED})) == []
    assert report(everything, failed=(NO_BODY,)) == []
    assert report(line, on=frozenset({DOWNCAST})) == []
    disabled = (
        f'# mypy: disable-error-code="{DEPENDS}"\na = 1  # scoped-fastapi: ignore[{DEPENDS}]\n'
    )
    assert report(disabled) == []


def test_it_is_silent_where_nothing_could_be_checked() -> None:
    assert report("a = 1  # scoped-fastapi: ignore\n", is_whole=False) == []
    for condition in (
        "sys.platform == 'win32'",
        "TYPE_CHECKING",
        "sys.version_info >= (3, 14)",
        "os.name == 'nt'",
    ):
        text = f"if {condition}:\n    a = 1  # scoped-fastapi: ignore\nelse:\n    a = 2\n"
        assert report(text) == []
        assert report(f"{text}b = 3  # scoped-fastapi: ignore\n") == [(5, UNUSED)]


def test_it_can_be_silenced_itself() -> None:
    assert report(f"a = 1  # scoped-fastapi: ignore[{DEPENDS}, {UNUSED}]\n") == []
    assert (
        report(f"# scoped-fastapi: ignore-file[{UNUSED}]\na = 1  # scoped-fastapi: ignore\n") == []
    )
    assert report(f"a = 1  # type: ignore[{UNUSED}]  # scoped-fastapi: ignore\n") == []
    # What means all codes does not mean this one: it could never be reported.
    assert report("a = 1  # scoped-fastapi: ignore[fastapi]\n") == [(1, UNUSED)]


def test_lines_that_end_in_another_way() -> None:
    for end in ("\n", "\r\n", "\r"):
        text = f"a = 1\x0c{end}b = '\u2028'{end}c = 3  # scoped-fastapi: ignore[{DEPENDS}]{end}"
        assert report(text, (3, DEPENDS)) == []
        assert report(text) == [(3, UNUSED)]
