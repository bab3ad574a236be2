"""Starts checkers so that nothing of them outlives the command, and none takes all of the memory.

A checker runs in a process group of its own below a small supervisor (`supervisor`), which ends the group
when the command is gone, however that has ended. On Windows there is no supervisor: what is started is
ended by the command itself.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from scoped_fastapi_check.checkers.memory import displayed_size

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["ChildProcess", "Finished", "TooMuchOutputError", "run_to_end"]

# For a supervisor to do what it does at the end.
_SECONDS_TO_END: Final = 2.0
_MOST_OUTPUT: Final = 500_000_000


class TooMuchOutputError(Exception):
    """A checker prints more than anybody can read."""


class ChildProcess:
    """A running checker. `OSError` tells that it cannot be started."""

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        variables: Mapping[str, str],
        memory: int | None,
        *,
        takes_input: bool = True,
    ) -> None:
        self._told = b""
        self._is_killed = False
        stdin = subprocess.PIPE if takes_input else subprocess.DEVNULL
        sockets = _sockets()
        self._control = sockets[0]
        theirs = sockets[1]
        try:
            self._process = subprocess.Popen(
                list(command) if theirs is None else _supervised(theirs.fileno(), memory or 0),
                cwd=folder,
                env=variables,
                stdin=stdin,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                pass_fds=() if theirs is None else (theirs.fileno(),),
                # Ctrl-C is for us, who then end it.
                start_new_session=True,
            )
        except BaseException:
            if self._control is not None:
                self._control.close()
            raise
        finally:
            if theirs is not None:
                theirs.close()
        if self._control is not None:
            self._send(command)

    @property
    def stdin(self) -> IO[bytes] | None:
        """What it reads; None where it has no input."""
        return self._process.stdin

    @property
    def stdout(self) -> IO[bytes]:
        """What it prints."""
        assert self._process.stdout is not None
        return self._process.stdout

    @property
    def stderr(self) -> IO[bytes]:
        """What it prints besides."""
        assert self._process.stderr is not None
        return self._process.stderr

    @property
    def is_running(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.poll() is None

    def wait(self, seconds: float) -> None:
        """Wait for it to end, and no longer than that."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)

    @property
    def status(self) -> int | None:
        """Its exit status, negative where a signal has ended it; None where that is not known."""
        if self.is_running:
            return None
        if self._control is None:
            return self._process.returncode
        ended = self._line("ended")
        return self._process.returncode if ended is None else int(ended)

    @property
    def trouble(self) -> str | None:
        """Why it was not started, or not left running."""
        if (number := self._line("failed")) is not None:
            return f"cannot be started: {os.strerror(int(number))}"
        if (used := self._line("memory")) is not None:
            return (
                f"was ended because it took {displayed_size(int(used))} of memory (--memory-limit)"
            )
        return None

    def kill(self) -> None:
        """End it now, with all processes that it has started."""
        if self._is_killed:
            return
        self._is_killed = True
        if self._control is None:
            self._process.kill()
        else:
            self._kill_group()
            self._listen()
            self._control.close()
            self.wait(_SECONDS_TO_END)
            if self._process.poll() is None:
                self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                with contextlib.suppress(OSError, ValueError):
                    stream.close()

    def _kill_group(self) -> None:
        """End the group; the supervisor does the same, if it is still there."""
        group, ended = self._line("started"), self._line("ended")
        if group is not None and ended is None and sys.platform != "win32":
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(int(group), signal.SIGKILL)

    def _send(self, command: Sequence[str]) -> None:
        data = b"".join(os.fsencode(argument) + b"\0" for argument in command)
        assert self._control is not None
        # It has ended already where nobody reads this.
        with contextlib.suppress(OSError):
            self._control.sendall(b"%d\n%b" % (len(data), data))
        self._control.setblocking(False)

    def _line(self, word: str) -> str | None:
        """What the supervisor has told under a word."""
        self._listen()
        for line in self._told.decode("ascii", errors="replace").splitlines():
            first, _, rest = line.partition(" ")
            if first == word:
                return rest
        return None

    def _listen(self) -> None:
        if self._control is None:
            return
        with contextlib.suppress(OSError):
            while data := self._control.recv(1000):
                self._told += data


class Finished:
    """A process that has ended: its status, what it has printed, and why it was ended, if it was."""

    def __init__(self, status: int, stdout: bytes, stderr: bytes, trouble: str | None) -> None:
        self.status = status
        self.stdout = stdout
        self.stderr = stderr
        self.trouble = trouble


def run_to_end(
    command: Sequence[str],
    folder: Path,
    variables: Mapping[str, str],
    *,
    memory: int | None = None,
    seconds: float | None = None,
    given: bytes = b"",
) -> Finished:
    """Run a program to its end; it reads what is given.

    Raises `OSError` where it cannot be started, `TimeoutError` where it takes longer than that, and
    `TooMuchOutputError`.
    """
    process = ChildProcess(command, folder, variables, memory, takes_input=bool(given))
    try:
        if given:
            threading.Thread(target=_give, args=(process, given), daemon=True).start()
        readers = [_Reader(process.stdout), _Reader(process.stderr)]
        deadline = None if seconds is None else time.monotonic() + seconds
        while process.is_running or any(reader.is_alive() for reader in readers):
            if any(reader.is_full for reader in readers):
                raise TooMuchOutputError
            if deadline is not None and time.monotonic() > deadline:
                raise TimeoutError
            # It mostly ends when it has closed its output.
            readers[0].join(0.05)
            if not readers[0].is_alive():
                process.wait(0.05)
        stdout, stderr = (bytes(reader.data) for reader in readers)
        return Finished(process.status or 0, stdout, stderr, process.trouble)
    finally:
        process.kill()


def _give(process: ChildProcess, data: bytes) -> None:
    assert process.stdin is not None
    with contextlib.suppress(OSError, ValueError):  # It has ended, and needs no more.
        process.stdin.write(data)
        process.stdin.close()


class _Reader(threading.Thread):
    """Reads a stream to its end, or as much as one may hold in memory."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self.data = bytearray()
        self.is_full = False
        self._stream = stream
        self.start()

    def run(self) -> None:
        with contextlib.suppress(OSError, ValueError):  # Closed by `kill`.
            while data := os.read(self._stream.fileno(), 1 << 16):
                self.data += data
                if len(self.data) > _MOST_OUTPUT:
                    self.is_full = True
                    return


def _sockets() -> tuple[socket.socket | None, socket.socket | None]:
    return socket.socketpair() if sys.platform != "win32" else (None, None)


def _supervised(control: int, memory: int) -> list[str]:
    # As a text, and the command by the socket: whoever ends this command by its name (`pkill -f`) must
    # not find the supervisor under the same name.
    return [sys.executable, "-I", "-S", "-c", _supervisor(), str(control), str(memory)]


@cache
def _supervisor() -> str:
    return Path(__file__).with_name("supervisor.py").read_text(encoding="utf-8")
