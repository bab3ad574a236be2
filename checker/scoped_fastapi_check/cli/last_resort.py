"""Runs a command so that its exit status means what the documentation says, whatever happens.

An exception that nobody foresaw would end Python with status 1, which means findings, and so would a
full disk behind stdout. Both are 2 here, with one line that says what happened.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import signal
import sys
import tempfile
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

import scoped_fastapi_check
from scoped_fastapi_check.cli.exit_status import CLEAN, INTERRUPTED, TROUBLE
from scoped_fastapi_check.diagnostics.escaping import visible, visible_lines

if TYPE_CHECKING:
    from collections.abc import Generator
    from types import TracebackType

__all__ = ["TRACEBACK", "GuardedGroup", "OutputError", "run"]

TRACEBACK: Final = "SCOPED_FASTAPI_TRACEBACK"
"""The variable that has the traceback shown of what nobody foresaw."""
# Names of variables that hold what is being read, in the order in which they tell most.
_NAMES: Final = ("path", "file", "module", "source")
_KINDS: Final = (".py", ".pyi", ".toml", ".json", ".ini", ".cfg")
_SHORTAGES: Final = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EMFILE, errno.ENFILE}
)
_OURS: Final = os.path.dirname(os.path.abspath(scoped_fastapi_check.__file__))


class OutputError(Exception):
    """The results cannot be written, for the reason that an exception has."""

    def __init__(self, reason: BaseException) -> None:
        said = getattr(reason, "strerror", None) or str(reason)
        super().__init__(f"the results cannot be written: {said}")
        self.is_unwanted = isinstance(reason, BrokenPipeError)
        """Whoever reads them has gone: `| head`."""


class _HiddenError(Exception):
    """An `OSError` that click must not see: it would end with status 1 on a broken pipe."""


class GuardedGroup(click.Group):
    """Commands whose exceptions reach `run` as they are."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the arguments."""
        with _hidden():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for; Ctrl-C ends it without a word."""
        try:
            with _hidden():
                return super().invoke(ctx)
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)


@contextlib.contextmanager
def _hidden() -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise _HiddenError from error


def run(program: click.Group) -> int:
    """Run what the command line asks for; the exit status."""
    if _is_without_stdout():
        _tell("the results cannot be written: stdout is closed")
        return TROUBLE
    try:
        status = _run(program)
    except KeyboardInterrupt:
        status = INTERRUPTED
    with contextlib.suppress(ValueError):
        # All is done but to end; a second Ctrl-C has nothing to interrupt.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    return _flushed(status)


def _run(program: click.Group) -> int:
    try:
        _take_interrupts()
        return _status(program.main(prog_name="scoped-fastapi", standalone_mode=False))
    except SystemExit as error:
        return _status(error.code)
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        text = io.StringIO()
        error.show(text)
        with contextlib.suppress(OSError):
            print(visible_lines(text.getvalue()), end="", file=sys.stderr)
        return error.exit_code
    except OutputError as error:
        return _unwritten(error)
    except Exception as error:
        return _unforeseen(error)


def _take_interrupts() -> None:
    """Let Ctrl-C raise `KeyboardInterrupt` from now on: there is something to clean up."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _status(code: object) -> int:
    if code is None:
        return CLEAN
    return code if isinstance(code, int) else TROUBLE


def _unforeseen(error: BaseException) -> int:
    if isinstance(error, _HiddenError) and error.__cause__ is not None:
        error = error.__cause__
    if isinstance(error, BrokenPipeError):
        return _unwritten(OutputError(error))
    if isinstance(error, OSError) and (reason := _shortage(error)):
        _tell(reason)
        return TROUBLE
    if os.environ.get(TRACEBACK):
        with contextlib.suppress(OSError):
            print("".join(map(visible_lines, traceback.format_exception(error))), file=sys.stderr)
    said = traceback.format_exception_only(error)[-1].strip()
    place, file = _place(error.__traceback__), _file(error.__traceback__)
    at = f" at {file}" if file else ""
    _tell(
        f"scoped-fastapi failed{at}: {said} ({place}); this should not happen, please report it, with "
        f"the traceback that {TRACEBACK}=1 shows"
    )
    return TROUBLE


def _shortage(error: OSError) -> str | None:
    """What the machine lacks, where that is all there is to say about an error."""
    if error.errno in _SHORTAGES:
        at = f": {error.filename}" if isinstance(error.filename, str) else ""
        return f"{error.strerror}{at}"
    try:
        os.getcwd()
    except OSError as gone:
        return f"the current folder cannot be read: {gone.strerror}"
    try:
        tempfile.gettempdir()
    except OSError:
        return "there is no folder for temporary files that can be written to; TMPDIR may name one"
    return None


def _unwritten(error: OutputError) -> int:
    if not error.is_unwanted:
        _tell(str(error))
    return TROUBLE


def _tell(message: str) -> None:
    with contextlib.suppress(OSError, AttributeError):
        print(f"error: {visible(message)}", file=sys.stderr)


def _place(found: TracebackType | None) -> str:
    """The innermost line of our own that an exception has come through."""
    place = "?"
    for frame, line in traceback.walk_tb(found):
        name = frame.f_code.co_filename
        if name.startswith(_OURS):
            place = f"{os.path.relpath(name, _OURS)}:{line}"
    return place


def _file(found: TracebackType | None) -> str | None:
    """The file of the tree that was at hand, as the variables on the way tell."""
    for frame, _ in reversed(list(traceback.walk_tb(found))):
        for name in _NAMES:
            value = frame.f_locals.get(name)
            value = getattr(value, "path", value)
            if isinstance(value, str | Path) and str(value).endswith(_KINDS):
                return os.path.relpath(value)
    return None


def _is_without_stdout() -> bool:
    """Whether stdout is closed; what is opened later must not get the number of a standard stream."""
    is_closed = sys.stdout is None  # pyright: ignore[reportUnnecessaryComparison]
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stderr is None:  # pyright: ignore[reportUnnecessaryComparison]
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - as long as we live.
    return is_closed


def _flushed(status: int) -> int:
    """Write out what is left; a result that nobody got is trouble."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError) as error:
        if status != INTERRUPTED:
            status = _unwritten(OutputError(error))
    else:
        with contextlib.suppress(OSError, ValueError, AttributeError):
            sys.stderr.flush()
            return status
    _discard_output()
    return status


def _discard_output() -> None:
    """Keep Python from trying again at its end, and from failing with a status of its own."""
    with contextlib.suppress(OSError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        for number in (1, 2):
            os.dup2(nothing, number)
