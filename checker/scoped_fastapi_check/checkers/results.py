"""What `check` is asked for, whom it tells what is going on, and what it found."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from scoped_fastapi_check.configuration.settings import Options, Settings
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, in_order
from scoped_fastapi_check.diagnostics.skipped import Skipped

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["GroupResult", "Listener", "Request", "Result"]


@dataclass(frozen=True)
class Request:
    """What to check and how."""

    paths: Sequence[str]
    options: Options = field(default_factory=Options)
    use_cache: bool = True
    timeout: float | None = None
    memory_limit: int | None = None
    """The bytes of memory that the checker may take; None: the default."""


@dataclass(frozen=True)
class GroupResult:
    """What was found in the files that have their settings from one table."""

    settings: Settings
    checker: str
    """The checker whose types were asked for."""
    findings: list[Diagnostic]
    checked: frozenset[Path]
    """The files that would have findings if there were any."""
    files: int
    routes: int
    dependencies: int


@dataclass
class Result:
    """What `check` found."""

    groups: list[GroupResult] = field(default_factory=list[GroupResult])
    unchecked: list[Diagnostic] = field(default_factory=list[Diagnostic])
    failures: list[str] = field(default_factory=list[str])
    skipped: list[Skipped] = field(default_factory=list[Skipped])
    """What was left out on purpose."""

    @property
    def findings(self) -> list[Diagnostic]:
        """What was found in all files."""
        return in_order(one for group in self.groups for one in group.findings)

    @property
    def files(self) -> int:
        """How many files were checked."""
        return sum(group.files for group in self.groups)

    @property
    def routes(self) -> int:
        """How many routes there are in them."""
        return sum(group.routes for group in self.groups)

    @property
    def dependencies(self) -> int:
        """How many dependencies there are in them."""
        return sum(group.dependencies for group in self.groups)

    @property
    def checker(self) -> str:
        """The checkers that were asked, mostly one."""
        return ", ".join(dict.fromkeys(group.checker for group in self.groups))

    @property
    def is_complete(self) -> bool:
        """Tell whether everything that was asked for was checked."""
        return not self.unchecked and not self.failures


class Listener(Protocol):
    """Someone who wants to know more than the result."""

    def say(self, message: str) -> None:
        """Tell something worth knowing."""
        ...

    def warn(self, message: str) -> None:
        """Tell what may have made the result incomplete."""
        ...

    def progress(self, message: str) -> None:
        """Tell what is going on."""
        ...
