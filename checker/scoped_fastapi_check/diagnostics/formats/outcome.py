"""Everything that an output format may tell."""

from __future__ import annotations

import os
import sys
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from scoped_fastapi_check.diagnostics.baseline import Baseline, Comparison, read_baseline
from scoped_fastapi_check.diagnostics.diagnostic import in_order
from scoped_fastapi_check.diagnostics.locations import Places
from scoped_fastapi_check.project.display import displayed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scoped_fastapi_check.check import GroupResult, Result
    from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic

__all__ = ["Compared", "Outcome", "displayed", "portable"]


@dataclass(frozen=True)
class Compared:
    """A baseline, and what came of the comparison with it."""

    baseline: Baseline
    comparison: Comparison


@dataclass(frozen=True)
class Outcome:
    """The result of a check, and what is reported of it: all, or what no baseline knows."""

    result: Result
    findings: list[Diagnostic]
    compared: tuple[Compared, ...] = ()
    places: Places = field(default_factory=Places)

    @staticmethod
    def of(result: Result) -> Outcome:
        """The outcome of which all is reported."""
        return Outcome(result, result.findings)

    def compared_with_baselines(
        self, warn: Callable[[str], None], *, update: bool = False
    ) -> Outcome:
        """Return the outcome of which only that is reported which is not in a baseline.

        With `update` all that was found is written to the baselines first.

        Raises:
            BaselineError: one of them cannot be read or written.
        """
        outcome = self
        for file, groups in _by_baseline(self.result.groups).items():
            outcome = outcome._compared_with(file, groups, warn, update=update)
        return outcome

    def only(self, wanted: Callable[[Diagnostic], bool]) -> Outcome:
        """Return the outcome of which only what is wanted is reported."""
        return replace(self, findings=[one for one in self.findings if wanted(one)])

    def _compared_with(
        self,
        file: Path,
        groups: Sequence[GroupResult],
        warn: Callable[[str], None],
        *,
        update: bool,
    ) -> Outcome:
        baseline = read_baseline(file, may_be_new=update)
        found = in_order(one for group in groups for one in group.findings)
        checker = ", ".join(dict.fromkeys(group.checker for group in groups))
        if update:
            baseline = baseline.updated(found, self.places, _checked_by(groups), checker)
            baseline.write()
        elif baseline.checker not in {"", checker}:
            warn(
                f"{displayed(file)} was written with {baseline.checker}, and {checker} is used "
                "now: some findings may be other ones"
            )
        comparison = baseline.compare(found, self.places, _checked_by(groups))
        of_groups = set(found)
        others = [one for one in self.findings if one not in of_groups]
        compared = (*self.compared, Compared(baseline, comparison))
        findings = in_order([*others, *comparison.new])
        return replace(self, findings=findings, compared=compared)

    @property
    def known(self) -> int:
        """How many findings the baselines know."""
        return sum(each.comparison.known for each in self.compared)

    @property
    def reports(self) -> list[Diagnostic]:
        """What is reported, and the files that were not checked, in the order of their places."""
        return in_order([*self.findings, *self.result.unchecked])

    @property
    def statistics(self) -> dict[str, int]:
        """How many findings each code has, the most frequent first."""
        counts = Counter(report.code_name for report in self.findings)
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def fixable(self, code: str, *, is_safe: bool) -> int:
        """How many findings of a code have a fix that is safe, or one that is not."""
        fixes = [one.fix for one in self.findings if one.code_name == code]
        return sum(fix is not None and fix.is_safe is is_safe for fix in fixes)


def _by_baseline(groups: Sequence[GroupResult]) -> dict[Path, list[GroupResult]]:
    """The groups that have one, by the file; several may have the same."""
    found: dict[Path, list[GroupResult]] = {}
    files: dict[str, Path] = {}
    for group in groups:
        if (file := group.settings.baseline) is not None:
            found.setdefault(files.setdefault(os.path.abspath(file), file), []).append(group)
    return found


def _checked_by(groups: Sequence[GroupResult]) -> Callable[[Path, str], bool]:
    """Tell of a file and a code whether it would have been found, had it been there."""

    def is_checked(path: Path, code: str) -> bool:
        return any(
            (path in group.checked or not os.path.exists(path))
            and code in group.settings.selection.of(path)
            for group in groups
        )

    return is_checked


def portable(path: Path) -> str:
    """Return the path as `displayed` does, with slashes on every system."""
    text = displayed(path)
    return PurePath(text).as_posix() if sys.platform == "win32" else text
