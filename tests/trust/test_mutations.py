"""Nothing breaks down over programs that are half written, in the daemon or in a batch.

`python tools/mutate_programs.py` makes as many of them as one likes.
"""

from __future__ import annotations

import itertools

import pytest

from .fuzzing import fuzz, programs

SEED = 1
NUMBER = 60


def test_nothing_breaks_down() -> None:
    fuzzer = fuzz(itertools.islice(programs(SEED), NUMBER))
    assert fuzzer.readable >= NUMBER / 2
    if fuzzer.failures:
        crash, program = fuzzer.failures[0]
        pytest.fail(f"{crash}\n# seed {SEED}, the program:\n{program}", pytrace=False)
