"""Patterns of files that would take for ever, in a table or an ignore file, match as they should and at once."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec
from scoped_fastapi_check.project.patterns import Patterns, read_spec

STARS = "*a" * 30 + "b"
NAME = "a" * 200 + ".py"


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(STARS, id="many stars"),
        pytest.param("?*" * 30 + "b", id="stars and signs"),
        pytest.param("[a-z]*" * 30 + "b", id="stars and classes"),
        pytest.param("/".join(["**", "a"] * 30) + "/b", id="many folders"),
        pytest.param("/".join(["**", "*a*"] * 200) + "/b", id="many folders with stars"),
        pytest.param("x" * 900_000, id="a long line"),
        pytest.param("*" * 900_000 + "b", id="a long line of stars"),
    ],
)
@pytest.mark.parametrize("name", [NAME, "/".join("a" * 90)])
def test_a_pattern_that_would_take_for_ever(line: str, name: str) -> None:
    begun = time.process_time()
    assert not Patterns(Path("/x"), (line,)).match(Path("/x") / name)
    assert time.process_time() - begun < 2


def test_many_folders_match_as_they_should() -> None:
    patterns = Patterns(Path("/x"), ("/".join(["**", "a*", "b"] * 20),))
    assert patterns.match(Path("/x") / "/".join(["c", "a1", "c", "a", "b"] * 20))
    assert not patterns.match(Path("/x") / "/".join(["c", "a1", "c", "a", "b"] * 19))


def test_it_matches_what_it_should() -> None:
    assert Patterns(Path("/x"), (STARS,)).match(Path("/x") / ("a" * 200 + "b"))
    assert Patterns(Path("/x"), ("*_*_*_*_*.py",)).match(Path("/x/y/a_b_c_d_e.py"))
    assert not Patterns(Path("/x"), ("*_*_*_*_*.py",)).match(Path("/x/y/a_b_c_d.py"))


# Any signs, and names between folders.
LINES = st.text("ab*?./", min_size=4, max_size=14) | st.lists(
    st.sampled_from(["**", "a", "b", "*", "a*", "?"]), min_size=2, max_size=9
).map("/".join)


@settings(max_examples=300, deadline=None)
@given(
    LINES,
    st.lists(st.text("ab./", min_size=1, max_size=9), min_size=1, max_size=8),
)
def test_other_patterns_match_as_before(line: str, names: list[str]) -> None:
    try:
        expected = GitIgnoreSpec.from_lines([line])
    except ValueError:
        return
    if line.rstrip().endswith("/**"):
        return  # That one is read in another way.
    for name in names:
        assert read_spec([line]).match_file(name) == expected.match_file(name)
