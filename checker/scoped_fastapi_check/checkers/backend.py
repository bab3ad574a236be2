"""What the probes need of a type checker: someone who says what is wrong with some texts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from scoped_fastapi_check.checkers.base import Job
    from scoped_fastapi_check.engines.probes.dialects import CheckerDiagnostic, Dialect

__all__ = ["Backend", "CheckerFailedError", "Pool", "Said", "Session"]


# Called once, it waits for what a checker says about each of the texts that were put to it.
Said = Callable[[], "dict[Path, list[CheckerDiagnostic]]"]


class CheckerFailedError(Exception):
    """A checker does not get through a project, whatever files are left out."""


class Session(Protocol):
    """A checker at work on one run of a job."""

    @property
    def failed(self) -> Mapping[Path, str]:
        """The files that it failed at, with its reason; they are not put to it again."""
        ...

    @property
    def folders(self) -> Sequence[Path]:
        """Where imports start from."""
        ...

    @property
    def works_meanwhile(self) -> bool:
        """Whether it looks at what is put to it while nobody waits for that."""
        ...

    def put(self, texts: Mapping[Path, str]) -> Said:
        """Put texts to the checker; nothing is said about those that have failed.

        Raises `CheckerError` where it is not installed or too old, and `CheckerFailedError` where
        it does not start. What is returned raises the latter where it does not get through.
        """
        ...

    def abandon(self) -> None:
        """Have the checker drop what it was asked: nobody waits for that any more."""
        ...


class Pool(Protocol):
    """Sessions that stay until the pool is closed; one that is asked for again is the same."""

    def session(self, job: Job, number: int) -> Session:
        """The session for the run of a job with this number."""
        ...

    def changed(self, paths: Collection[Path], new: Collection[Path]) -> None:
        """Take note that files have changed or disappeared on disk, or are new there."""
        ...

    def close(self) -> None:
        """End all that was started, and remove what was written."""
        ...


class Backend(Protocol):
    """A checker, before it is started."""

    @property
    def name(self) -> str:
        """The name it is called by on the command line."""
        ...

    @property
    def dialect(self) -> Dialect:
        """How it says what it says."""
        ...

    def program(self, top: Path) -> str:
        """Its program, which is not in the tree below `top`. Raises `CheckerError` where there is none."""
        ...

    def pool(self, timeout: float | None) -> Pool:
        """A place for its sessions; `timeout` are the seconds of silence that are too many."""
        ...
