"""What came of checking a module, and the name that its reports are filed under."""

from __future__ import annotations

from dataclasses import dataclass

from mypy.nodes import MypyFile
from scoped_fastapi_check.rules.base import Outcome

# mypy finds the module that a target belongs to by its prefix; no definition has such a name.
_TARGET = ".<fastapi>"


def target_of(file: MypyFile) -> str:
    """The target that the reports of a module are filed under."""
    return file.fullname + _TARGET


@dataclass(frozen=True, slots=True)
class CheckedModule:
    """What came of checking a module, and where its names led to.

    `words` were looked for in the files around the module, and were there or not; `viewed` is the path
    under which the application map was asked, and `view` a digest of what it said.
    """

    outcome: Outcome | None
    sources: set[str]
    interfaces: set[str]
    words: dict[str, bool]
    viewed: str | None = None
    view: str = ""

    @property
    def has_reports(self) -> bool:
        """Whether there is anything to report to the user."""
        return self.outcome is not None and bool(self.outcome.findings or self.outcome.failures)
