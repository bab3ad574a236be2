"""The server shows what a cold run finds, and breaks down over nothing that one types.

`python tools/edit_served.py` makes as many edits, and breaks as many texts, as one likes.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from trust.editing import make_edits

from .broken_texts import broken
from .served_project import ServedProject
from .shop import write_shop
from .typing_rubbish import type_rubbish

SEED = 5


@pytest.mark.parametrize("asks", [True, False], ids=["asks", "is sent them"])
def test_serving_shows_what_a_cold_run_finds(asks: bool) -> None:
    counts: Counter[str] = Counter()
    make_edits(6, SEED + asks, counts, partial(ServedProject, asks=asks))
    assert counts["edits"] >= 6


def test_nothing_breaks_down_over_broken_texts(tmp_path: Path) -> None:
    counts: Counter[str] = Counter()
    type_rubbish(write_shop(tmp_path), 24, SEED, counts)
    assert counts["texts"] == 24


def test_broken_texts_are_broken() -> None:
    text = "def f() -> None: ...\n" * 20
    made = list(broken(text, 50, SEED))
    assert len(set(made)) > 40
    assert text not in made
