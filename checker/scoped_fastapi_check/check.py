"""`scoped-fastapi check`, without the command line around it."""

from __future__ import annotations

from pathlib import Path

from scoped_fastapi_check.checkers.base import CheckerError
from scoped_fastapi_check.checkers.group_check import GroupCheck
from scoped_fastapi_check.checkers.results import GroupResult, Listener, Request, Result
from scoped_fastapi_check.checkers.sessions import CheckSession, groups_of
from scoped_fastapi_check.checkers.urgency import Urgency
from scoped_fastapi_check.configuration.errors import ConfigurationError
from scoped_fastapi_check.diagnostics.diagnostic import in_order
from scoped_fastapi_check.diagnostics.skipped import kept_out, not_installed
from scoped_fastapi_check.project.environment import BadInterpreterError
from scoped_fastapi_check.project.files import (
    MissingPathError,
    NoFilesError,
    project_top,
)
from scoped_fastapi_check.project.module_names import outermost_folder

__all__ = [
    "TROUBLES",
    "CheckSession",
    "GroupResult",
    "Listener",
    "Request",
    "Result",
    "check",
    "groups_of",
    "top_of",
]


TROUBLES = (
    BadInterpreterError,
    CheckerError,
    ConfigurationError,
    MissingPathError,
    NoFilesError,
)
"""What `check` raises where nothing can be checked; the message says why."""


def check(
    request: Request,
    listener: Listener,
    session: CheckSession | None = None,
    urgency: Urgency | None = None,
) -> Result:
    """Check what was asked for; with `session`, what was started for it stays.

    Raises `OutdatedError` where `urgency` says so.
    """
    urgency = urgency or Urgency()
    if session is not None:
        return _check(request, listener, session, urgency)
    session = CheckSession(is_repeated=False)
    try:
        return _check(request, listener, session, urgency)
    finally:
        session.close()


def top_of(request: Request) -> Path:
    """The folder at the top of the project that is to be checked; raises what `check` raises."""
    _, found = groups_of(request)
    outermost = outermost_folder(found.files)
    return project_top(outermost) or outermost


def _check(request: Request, listener: Listener, session: CheckSession, urgency: Urgency) -> Result:
    groups, found = session.groups_of(request)
    result = Result(skipped=kept_out(found.kept_out.values()))
    missing: set[str] = set()
    once = Once(listener)
    for group in sorted(groups, key=lambda group: urgency.first.isdisjoint(group.files)):
        stays = session.of(group.settings)
        check_of_group = GroupCheck(request, group, once, stays, result, urgency)
        result.groups.append(check_of_group.run())
        missing |= check_of_group.missing
    result.unchecked = in_order(result.unchecked)
    if missing:
        skipped = not_installed(missing)
        result.skipped += skipped
        are = "1 package is" if len(missing) == 1 else f"{len(missing)} packages are"
        names = ", ".join([one.name for one in skipped[:3]] + ["..."] * (len(skipped) > 3))
        where = "--python names another environment"
        listener.say(f"{are} not installed here ({names}): fewer things can be checked; {where}")
    return result


class Once:
    """Passes on what is said about one group after the other, and nothing twice."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._said: set[str] = set()

    def say(self, message: str) -> None:
        """Tell something worth knowing."""
        if message not in self._said:
            self._said.add(message)
            self._listener.say(message)

    def warn(self, message: str) -> None:
        """Tell what may have made the result incomplete."""
        if message not in self._said:
            self._said.add(message)
            self._listener.warn(message)

    def progress(self, message: str) -> None:
        """Tell what is going on."""
        self._listener.progress(message)
