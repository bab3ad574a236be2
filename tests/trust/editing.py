"""Somebody edits small applications, and looks at the reports after each edit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Protocol

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from .edits import History, edit, small_application
from .project import Project

EDITS_OF_AN_APPLICATION = 8


class Compared(Protocol):
    """An application on disk that is checked in several ways."""

    def write(self, sources: dict[str, str]) -> None:
        """Make the files on disk what they are to be."""
        ...

    def compare(self, files: Sequence[str], edit: str) -> None:
        """Check it in all ways; raises `AssertionError` where they differ."""
        ...

    def close(self) -> None:
        """Leave nothing behind."""
        ...


class Editing(RuleBasedStateMachine):
    """One application."""

    counts: Counter[str] = Counter()
    on_disk: Callable[[Counter[str]], Compared]

    @initialize(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        """Write an application, and check it."""
        self.app = small_application(data.draw)
        self.history = History(self.app)
        self.project = type(self).on_disk(self.counts)
        self.names_all_files = data.draw(st.booleans())
        self._look("the beginning")

    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        """Make an edit, or take some of them back, and check the application again."""
        if data.draw(st.integers(0, 9)) == 0:
            self.app, description = self.history.back(data.draw), "take edits back"
        else:
            description = edit(data.draw, self.app)
        self.history = self.history.with_state(self.app)
        self._look(description)

    def _look(self, description: str) -> None:
        self.project.write(self.app.sources())
        files = sorted(self.app.sources())
        self.project.compare(files if self.names_all_files else files[:1], description)

    def teardown(self) -> None:
        """Leave nothing behind."""
        if hasattr(self, "project"):
            self.project.close()


def make_edits(
    number: int,
    random_seed: int,
    counts: Counter[str],
    on_disk: Callable[[Counter[str]], Compared] = Project,
) -> None:
    """Make so many edits, in applications of a few each; raises where a comparison fails."""

    class Counted(Editing):
        pass

    Counted.counts = counts
    Counted.on_disk = staticmethod(on_disk)
    try:
        run_state_machine_as_test(
            seed(random_seed)(Counted),
            settings=settings(
                # hypothesis begins with an application in which there is nothing to see.
                max_examples=number // EDITS_OF_AN_APPLICATION + 1,
                stateful_step_count=EDITS_OF_AN_APPLICATION,
                deadline=None,
                # A smaller example would take hours to find: each step takes seconds.
                phases=[Phase.generate],
                database=None,
                print_blob=True,
                suppress_health_check=list(HealthCheck),
            ),
        )
    except BaseException as error:
        error.add_note(f"seed {random_seed}, of {number} edits")
        raise
