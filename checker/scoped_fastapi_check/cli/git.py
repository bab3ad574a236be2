"""Asks git about a repository that nobody vouches for.

git is asked for names, commits and contents only, which runs none of the programs that a repository can
name (filters, text conversions, a file system monitor, those that fetch what is missing). What it reads may be
a FIFO, so that it is not waited for without end, and it ends with the command.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.checkers.child_process import Finished, TooMuchOutputError, run_to_end
from scoped_fastapi_check.checkers.programs import child_variables, find_program
from scoped_fastapi_check.project.files import project_top

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

__all__ = ["GitError", "ask_git", "read_blobs"]

_OPTIONS: Final = ("--no-optional-locks", "-c", "core.fsmonitor=false")
_VARIABLES: Final = {
    # What a partial clone lacks would be fetched by a program that its configuration names. Older gits know
    # only the second: no way to fetch is called so.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_TERMINAL_PROMPT": "0",
}
_SECONDS: Final = 60.0


class GitError(Exception):
    """git does not answer; the message is its own, and empty where it gives none."""


def ask_git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git prints in a folder.

    Raises:
        GitError: it cannot be asked, or fails.
    """
    top = project_top(folder) or folder
    if (program := find_program("git", top)) is None:
        raise GitError("git is not installed")
    command = (program, *_OPTIONS, *arguments)
    done = _run(command, folder, child_variables(top, _VARIABLES), given)
    if done.trouble is not None:
        raise GitError(f"git {done.trouble}")
    if done.status != 0:
        raise GitError(done.stderr.decode(errors="replace").strip().removeprefix("fatal: "))
    return done.stdout


def _run(
    command: tuple[str, ...], folder: Path, variables: Mapping[str, str], given: bytes
) -> Finished:
    try:
        return run_to_end(command, folder, variables, seconds=_SECONDS, given=given)
    except OSError as error:
        is_slow = isinstance(error, TimeoutError)
        reason = f"git gave no answer in {_SECONDS:g} seconds" if is_slow else str(error.strerror)
        raise GitError(reason) from error
    except TooMuchOutputError as error:
        raise GitError("git prints more than can be read") from error


def read_blobs(folder: Path, blobs: Iterable[str]) -> dict[str, bytes]:
    """The contents of blobs, by their names.

    Raises:
        GitError: one of them is not there.
    """
    names = list(dict.fromkeys(blobs))
    if not names:
        return {}
    data = ask_git(
        folder, "cat-file", "--batch", given="".join(f"{each}\n" for each in names).encode()
    )
    contents: dict[str, bytes] = {}
    at = 0
    for name in names:
        # `NAME blob SIZE`, the contents and a line break; or `NAME missing`.
        head, _, _ = data[at : at + 200].partition(b"\n")
        fields = head.split()
        if len(fields) != 3 or fields[1] != b"blob":
            raise GitError(f"{name} is missing in the repository")
        first = at + len(head) + 1
        at = first + int(fields[2])
        contents[name] = data[first:at]
        at += 1
    return contents
