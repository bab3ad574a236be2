"""`--fix` and `--diff`: applies the fixes of what was found, or shows what they would change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.check import CheckSession, Request, Result, check
from scoped_fastapi_check.diagnostics.formats.outcome import displayed
from scoped_fastapi_check.diagnostics.formats.text import counted
from scoped_fastapi_check.fixes.plan import FixedFile, plan
from scoped_fastapi_check.fixes.writing import CannotWriteError, as_diff, write
from scoped_fastapi_check.project.files import project_top

if TYPE_CHECKING:
    from scoped_fastapi_check.check import Listener
    from scoped_fastapi_check.diagnostics.formats.outcome import Outcome

__all__ = ["Fixed", "diff_of", "fix_all"]

# A fix may make room for another one that it overlapped; more rounds than this nobody needs.
_MOST_ROUNDS: Final = 10


@dataclass
class Fixed:
    """What was fixed, what is left, and which files could not be written."""

    outcome: Outcome
    count: int = 0
    files: set[Path] = field(default_factory=set[Path])
    problems: list[str] = field(default_factory=list[str])

    @property
    def summary(self) -> str:
        """What was done, in one line."""
        return f"Fixed {counted(self.count, 'error')} in {counted(len(self.files), 'file')}."


def fix_all(
    request: Request,
    listener: Listener,
    outcome_of: Callable[[Result], Outcome],
    *,
    unsafe: bool,
) -> Fixed:
    """Check, apply what can be fixed, and check again until nothing is left to fix."""
    session = CheckSession()
    try:
        fixed = Fixed(outcome_of(check(request, listener, session)))
        for _ in range(_MOST_ROUNDS):
            written = _round(fixed, unsafe=unsafe)
            if not written:
                return fixed
            session.changed(written)
            fixed.outcome = outcome_of(check(request, listener, session))
        return fixed
    finally:
        session.close()


def _round(fixed: Fixed, *, unsafe: bool) -> set[Path]:
    """Apply the fixes that go together; the files that were written."""
    if fixed.problems:
        return set()
    made = plan(fixed.outcome.findings, unsafe=unsafe)
    written: set[Path] = set()
    for file in made.files.values():
        if any(file.path.samefile(other) for other in written):
            continue  # Another name of it: the next round sees what is left to do.
        try:
            write(file, _top(file))
        except CannotWriteError as error:
            fixed.problems.append(str(error))
        else:
            written.add(file.path)
    done = [
        one
        for one in made.fixed
        if one.fix is not None and {edit.path for edit in one.fix.edits} <= written
    ]
    fixed.count += len(done)
    fixed.files |= written
    return written


def _top(file: FixedFile) -> Path:
    folder = file.path.parent
    return project_top(folder) or folder


def diff_of(outcome: Outcome, *, unsafe: bool) -> str:
    """What the fixes would change, as `diff -u` shows it; empty where nothing would."""
    made = plan(outcome.findings, unsafe=unsafe)
    files = sorted(made.files.values(), key=lambda file: file.path)
    return "".join(as_diff(file, displayed(file.path)) for file in files)
