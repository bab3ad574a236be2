"""A warm run reports what a cold one does, whatever was edited in between.

`python tools/edit_applications.py` makes as many edits as one likes.
"""

from __future__ import annotations

from collections import Counter

from .editing import make_edits

SEED = 1
EDITS = 8


def test_a_warm_run_reports_what_a_cold_one_does() -> None:
    counts: Counter[str] = Counter()
    make_edits(EDITS, SEED, counts)
    assert counts["edits"] >= EDITS
    assert counts["edits that changed the reports"] >= EDITS / 4
