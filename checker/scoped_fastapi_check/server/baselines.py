"""Leaves out what a baseline knows, as the command does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from scoped_fastapi_check.check import Result
from scoped_fastapi_check.diagnostics.baseline import BaselineError
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.diagnostics.formats.outcome import Outcome

__all__ = ["new_in", "new_of"]


def new_of(result: Result, warn: Callable[[str], None]) -> list[Diagnostic]:
    """What is found and stands in no baseline; all of it where one cannot be read."""
    try:
        return Outcome.of(result).compared_with_baselines(warn).findings
    except BaselineError as error:
        warn(str(error))
        return result.findings


def new_in(
    found: Mapping[Path, Sequence[Diagnostic]], before: Result | None, warn: Callable[[str], None]
) -> dict[Path, list[Diagnostic]]:
    """The same of some files; `before` is the last result, which knows the settings of files."""
    groups = [] if before is None else before.groups
    if all(group.settings.baseline is None for group in groups):
        return {path: [*those] for path, those in found.items()}
    left = {path: [*those] for path, those in found.items()}
    for group in groups:
        own = [path for path in found if path in group.checked]
        findings = [one for path in own for one in found[path]]
        new = new_of(Result(groups=[replace(group, findings=findings)]), warn)
        for path in own:
            left[path] = [one for one in new if one.path == path]
    return left
