"""Nothing that is printed is a command: hostile text in every format, table and diagram."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console
from scoped_fastapi_check.check import GroupResult, Result
from scoped_fastapi_check.cli.console import Terminal
from scoped_fastapi_check.configuration.settings import Settings
from scoped_fastapi_check.diagnostics.baseline import Baseline, Comparison, Identity
from scoped_fastapi_check.diagnostics.codes import CODES
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.diagnostics.escaping import (
    for_html,
    for_markdown,
    for_mermaid,
    visible,
)
from scoped_fastapi_check.diagnostics.formats.outcome import Compared, Outcome
from scoped_fastapi_check.diagnostics.formats.output import FORMATS, Style, write_outcome
from scoped_fastapi_check.diagnostics.formats.text import source_lines
from scoped_fastapi_check.diagnostics.locations import Place
from scoped_fastapi_check.diagnostics.skipped import Skipped
from scoped_fastapi_check.routes.document import Callee, Dependency, Route
from scoped_fastapi_check.routes.mermaid import as_mermaid
from scoped_fastapi_check.routes.table import as_lines

HIDDEN = {"Cc", "Cf", "Zl", "Zp"}
PIECES = [
    *(
        "\x1b[2J",
        "\x1b]0;title\x07",
        "\x9b31m",
        "\u202e",
        "\u2066",
        "\u2028",
        "\u2029",
        "\x85",
        "\x0c",
    ),
    *(
        "\r",
        "\n",
        "\r\n",
        "\t",
        "\x0b",
        "\x1c",
        "\x7f",
        "\x00",
        "\ufeff",
        "\u200b",
        "\ud800",
        "\udcff",
    ),
    *(
        "\n::error file=a,line=1::no",
        "::stop-commands::x",
        "##[error]",
        "%0A::warning::x",
        "%%{init}%%",
    ),
    *(
        "[red]",
        "[/]",
        "[link=https://evil]x[/link]",
        "[text](https://evil)",
        "![x](y)",
        "<img src=x>",
    ),
    *(
        '"',
        "`",
        "```\n",
        "#35;",
        "&quot;",
        "é",
        "日本",
        "🏴\u200d☠️",
        "\\",
        "{",
        "}",
        ";",
        "|",
        "]]>",
    ),
]
HOSTILE = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=6).map("".join)
SEPARATORS = ("\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")


def hidden_in(text: str) -> set[str]:
    return {one for one in text if one != "\n" and unicodedata.category(one) in HIDDEN}


def printed(action: object) -> tuple[str, str]:
    """What an action writes through a terminal, to stdout and to stderr."""
    import click

    @click.command()
    def command() -> None:
        assert callable(action)
        action(Terminal())

    result = CliRunner().invoke(command, catch_exceptions=False)
    return result.stdout, result.stderr


def outcome_with(text: str) -> Outcome:
    name = text.replace("/", "").replace("\0", "").replace("\ud800", "")  # No file has such a name.
    path = Path("/tree", name or "x")
    code = CODES[0]
    finding = Diagnostic(code, 1, 1, f"message {text}", f"note {text}", reason=text, path=path)
    unchecked = Diagnostic(None, 1, 1, f"is not read {text}", path=path)
    group = GroupResult(Settings(), "ty", [finding], frozenset(), 1, 1, 1)
    skipped = [Skipped("files", text, path), Skipped("package", text, None, text)]
    result = Result([group], [unchecked], [f"failed {text}"], skipped)
    baseline = Baseline(Path(f"/tree/{path.name}.json"))
    comparison = Comparison([finding], 0)
    comparison.gone[Identity(text, code.name, text, text)] += 1
    return Outcome(result, [finding], (Compared(baseline, comparison),))


@pytest.mark.parametrize("output", FORMATS)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=HOSTILE)
def test_every_format(output: str, text: str) -> None:
    outcome = outcome_with(text)
    out, err = printed(
        lambda terminal: write_outcome(outcome, Style(output, None, True, True), terminal)
    )
    assert hidden_in(out) == set()
    assert hidden_in(err) == set()
    lines = (out + err).split("\n")
    assert len(lines) == len((out + err).splitlines()) + 1
    commands = [line for line in lines if line.lstrip().startswith(("::", "##["))]
    if output == "github":
        assert all(line.startswith("::error ") for line in commands)
        assert len(commands) == 3
    else:
        assert commands == []
    if output in {"json", "sarif"}:
        json.loads(out)
    if output == "sarif":
        assert re.search(r'"text": "[^"]*\]\(', out) is None


@settings(max_examples=60, deadline=None)
@given(text=HOSTILE)
def test_what_is_said_besides(text: str) -> None:
    def say(terminal: Terminal) -> None:
        terminal.say(text)
        terminal.warn(text)
        terminal.fail(text)
        terminal.progress(text)

    out, err = printed(say)
    assert out == ""
    assert hidden_in(err) == set()
    assert len(err.splitlines()) == 3
    assert err.splitlines()[1].startswith("warning: ")


def route_with(text: str) -> Route:
    dependency = Dependency(text, text, text, 1, text, text, 1, True, ())
    deeper = Dependency(text, text, text, 1, text, "request", 1, False, (dependency,))
    handler = Callee(text, text, text, 1)
    return Route("http", (text,), text, handler, 200, text, text, (deeper,), (text,), (text,))


@settings(max_examples=60, deadline=None)
@given(text=HOSTILE)
def test_the_table_of_routes(text: str) -> None:
    out, _ = printed(lambda terminal: terminal.show(as_lines([route_with(text)])))
    assert hidden_in(out) == set()
    assert not [line for line in out.split("\n") if line.startswith("::")]
    console = Console(width=200, force_terminal=True)
    with console.capture() as capture:
        for line in as_lines([route_with(text)]):
            console.print(line)
    # Its own colours are the only sequences in it.
    without = re.sub(r"\x1b\[[0-9;]*m", "", capture.get())
    assert hidden_in(without) == set()


@settings(max_examples=60, deadline=None)
@given(text=HOSTILE)
def test_the_diagram_of_routes(text: str) -> None:
    drawn = as_mermaid([route_with(text)])
    assert hidden_in(drawn) == set()
    plain = as_mermaid([route_with("x")])
    assert len(drawn.splitlines()) <= len(plain.splitlines()) + 1
    for line in drawn.splitlines():
        # Outside of what we write ourselves there is nothing that ends a label or begins a directive.
        assert line.count('"') in {0, 2}
        assert "%" not in line
        assert "`" not in line
        assert "<" not in line.replace("<br/>", "")


@given(text=HOSTILE)
def test_every_character_can_be_seen(text: str) -> None:
    assert hidden_in(visible(text)) == set()
    assert "\n" not in visible(text)
    assert visible(visible(text)) == visible(text)
    visible(text).encode()
    assert visible(text, "ascii").isascii()
    assert "](" not in for_markdown(text)
    assert "<" not in for_html(text)
    assert '"' not in for_html(text)
    assert '"' not in for_mermaid(text)


@pytest.mark.parametrize("output", FORMATS)
@pytest.mark.parametrize("name", ["::error file=a::b.py", "##[error]b.py", "##vso[task.x]b.py"])
def test_a_file_that_is_called_like_a_command(output: str, name: str) -> None:
    """Its path begins a line where it is relative to the current folder."""
    outcome = outcome_with("x")
    at = replace(outcome.findings[0], path=Path.cwd() / name)
    outcome = replace(outcome, findings=[at])
    out, err = printed(lambda terminal: write_outcome(outcome, Style(output), terminal))
    lines = (out + err).splitlines()
    assert not [line for line in lines if line.lstrip().startswith("::") and line[:8] != "::error "]
    if output != "github":
        assert not [line for line in lines if line.lstrip().startswith("::")]
    if output in {"text", "concise"}:
        assert not [line for line in lines if "##[" in line or "##vso[" in line]


def test_text_that_is_plain_stays_as_it_is() -> None:
    for text in ("GET /users/{id}", "café", "日本", "a\\n", "list[int](x)", ""):
        assert visible(text) == text
    assert for_markdown("Annotated[int, Depends(f)]") == "Annotated[int, Depends(f)]"


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
@settings(max_examples=100, deadline=None)
@given(before=HOSTILE, at=st.text(alphabet="abcé日", min_size=1, max_size=5))
def test_carets_stand_below_what_they_mean(encoding: str, before: str, at: str) -> None:
    """Where the line is shown with escapes, too."""
    import io
    import sys

    from rich.cells import cell_len

    before = before.replace("\n", "").replace("\r", "") + "|"
    text = f"{before}{at}| rest"
    place = Place(1, len(before) + 1, 1, len(before) + len(at) + 1, text, "")
    stdout = sys.stdout
    sys.stdout = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    try:
        _, shown, carets = (line.plain for line in source_lines(place))
        start = cell_len(carets.rstrip("^"))
        cells = carets.count("^")
        expected = visible(at, encoding)
        column = cell_len(shown[: shown.index(f"|{expected}| rest") + 1])
        assert (start, cells) == (column, cell_len(expected))
    finally:
        sys.stdout = stdout
