"""Everything that an output format may tell."""

from __future__ import annotations

import os
import sys
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from scoped_fastapi_check.diagnostics.baseline import Baseline, Comparison
from scoped_fastapi_check.diagnostics.diagnostic import in_order
from scoped_fastapi_check.diagnostics.locations import Places
from scoped_fastapi_check.diagnostics.selection import Selection

if TYPE_CHECKING:
    from scoped_fastapi_check.check import Result
    from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic

__all__ = ["Outcome", "displayed", "portable"]


@dataclass(frozen=True)
class Outcome:
    """The result of a check, compared with a baseline where there is one."""

    result: Result
    checker: str
    selection: Selection = field(default_factory=Selection)
    baseline: Baseline | None = None
    comparison: Comparison | None = None
    places: Places = field(default_factory=Places)

    def compared_with(self, baseline: Baseline) -> Outcome:
        """Return the outcome of which only that is reported which is not in a baseline."""
        comparison = baseline.compare(self.result.findings, self.places, self._is_judged)
        return replace(self, baseline=baseline, comparison=comparison)

    def updated(self, baseline: Baseline) -> Outcome:
        """Write all findings to a baseline, and return what is left to report: none."""
        baseline = baseline.updated(self.result.findings, self.places, self._is_judged)
        baseline.write()
        return self.compared_with(baseline)

    def _is_judged(self, path: Path, code: str) -> bool:
        is_checked = path in self.result.checked or not path.exists()
        return is_checked and self.selection.looks_for(code)

    @property
    def findings(self) -> list[Diagnostic]:
        """What is reported: all findings, or the new ones."""
        return self.result.findings if self.comparison is None else self.comparison.new

    @property
    def reports(self) -> list[Diagnostic]:
        """What is reported, and the files that were not checked, in the order of their places."""
        return in_order([*self.findings, *self.result.unchecked])

    @property
    def statistics(self) -> dict[str, int]:
        """How many findings each code has, the most frequent first."""
        counts = Counter(report.code_name for report in self.findings)
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def displayed(path: Path) -> str:
    """Return the path as one would type it: relative within the current folder."""
    here = Path.cwd()
    return os.path.relpath(path, here) if path.is_relative_to(here) else str(path)


def portable(path: Path) -> str:
    """Return the path as `displayed` does, with slashes on every system."""
    text = displayed(path)
    return PurePath(text).as_posix() if sys.platform == "win32" else text
