"""A part of the sweep over hostile trees; `python tools/attack_trees.py` is the whole of it."""

from __future__ import annotations

import random
from functools import partial

import pytest

from .hazards import PLACES, THINGS, TREES, put, put_everywhere
from .sweep import COMMANDS, Ground, faults

# Twice as long as it may take, for machines that have other things to do.
PATIENCE = 60.0
QUICK = sorted(name for name in COMMANDS if "mypy" not in name and "pyright" not in name)
CHANCE = random.Random(4)
# Some, somewhere, and with some command.
SAMPLE = [
    (thing, CHANCE.choice(PLACES), CHANCE.choice(QUICK))
    for thing in CHANCE.sample(sorted(THINGS.keys() - {"sparse"}), 5)
]
WITH_TREES = [
    (tree, command)
    for tree in TREES
    for command in CHANCE.sample(["check --select", "routes", "check --diff"], 1)
    if tree != "many files"
]


@pytest.mark.parametrize("thing", THINGS)
def test_a_thing_everywhere(thing: str) -> None:
    # ty reads all files of a project itself, and a hundred gigabytes until the bound of its memory.
    command = "routes" if thing == "sparse" else "check --checker ty"
    assert list(faults(partial(put_everywhere, thing), [command], PATIENCE)) == []


@pytest.mark.parametrize(("thing", "place", "command"), SAMPLE)
def test_a_thing_in_a_place(thing: str, place: str, command: str) -> None:
    assert list(faults(partial(put, thing, place), [command], PATIENCE)) == []


@pytest.mark.parametrize(("tree", "command"), WITH_TREES)
def test_a_tree(tree: str, command: str) -> None:
    assert list(faults(TREES[tree], [command], PATIENCE)) == []


def test_faults_are_seen() -> None:
    """Else nothing above could fail."""

    def run_something(ground: Ground) -> None:
        ground.trace.write_text("x")

    COMMANDS["sleep"] = run_something
    try:
        first, second = (fault for _, fault in faults(lambda _: None, ["sleep"]))
        assert first == "what ran: x"
        assert second.startswith("what is outside has changed: ")
    finally:
        del COMMANDS["sleep"]
