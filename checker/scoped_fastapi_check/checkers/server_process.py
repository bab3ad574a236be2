"""A language server as a process: messages go in and come out, and it is gone at the end.

Whatever it does (end, hang, talk nonsense, read nothing), nobody waits for it longer than asked.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final, cast

__all__ = ["Command", "ServerFailedError", "ServerProcess", "child_variables"]

Message = dict[str, Any]

# A server that answers nothing for so many times its patience hangs, however much it says.
_SILENCES: Final = 5
# How often to look whether it is still there.
_LOOK: Final = 0.2


class ServerFailedError(Exception):
    """A language server ended, hung or was not understood; the message says which."""


@dataclass(frozen=True, slots=True)
class Command:
    """How a server is started; `patience` are the seconds after which silence counts as hanging."""

    name: str
    arguments: Sequence[str]
    folder: Path
    variables: Mapping[str, str]
    patience: float


class ServerProcess:
    """A running server. `ServerFailedError` tells that it cannot be started."""

    def __init__(self, command: Command) -> None:
        self._command = command
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed in `kill`.
        self._incoming: queue.Queue[Message | ServerFailedError | None] = queue.Queue()
        self._outgoing: queue.Queue[bytes | None] = queue.Queue()
        self._asked = time.monotonic()
        self._is_killed = False
        try:
            self._process = self._start()
        except OSError as error:
            self._log.close()
            raise ServerFailedError(f"cannot be started: {error}") from error
        for target in (self._read, self._write):
            threading.Thread(target=target, daemon=True).start()

    @property
    def is_running(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.poll() is None

    def send(self, message: Mapping[str, object]) -> None:
        """Send a message; it is never waited for, because a server may have stopped reading."""
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._outgoing.put(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))

    def ask(self) -> None:
        """Begin to count the time in which there must be an answer."""
        self._asked = time.monotonic()

    def receive(self) -> Message:
        """The next message; `ServerFailedError` where there will be none."""
        patience = self._command.patience
        if time.monotonic() > self._asked + _SILENCES * patience:
            raise self._failure(f"gave no answer for {_SILENCES * patience:g} seconds")
        message = self._next(time.monotonic() + patience)
        if message is None:
            raise self._ended()
        if isinstance(message, ServerFailedError):
            raise message
        return message

    def _next(self, deadline: float) -> Message | ServerFailedError | None:
        while True:
            # Before looking for messages: what it said before it ended is there already.
            ended = not self.is_running
            try:
                return self._incoming.get(timeout=_LOOK)
            except queue.Empty:
                if ended:
                    return None  # What it had started may still hold its output open.
                if time.monotonic() > deadline:
                    said = f"said nothing for {self._command.patience:g} seconds"
                    raise self._failure(said) from None

    def end(self, seconds: float) -> None:
        """Wait for it to end by itself, and then no longer."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)
        self.kill()

    def kill(self) -> None:
        """End it now, with all processes that it has started."""
        if self._is_killed:
            return
        self._is_killed = True
        self._outgoing.put(None)
        _kill_group(self._process)
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError, ValueError):
                    stream.close()
        self._log.close()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self._command.arguments,
            cwd=self._command.folder,
            env=child_variables(self._command.variables),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            # A group of its own: some are started by a script, and both have to go.
            start_new_session=True,
        )

    def _read(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        try:
            while (length := _content_length(stream)) is not None:
                body = stream.read(length)
                if len(body) < length:
                    break
                self._incoming.put(_message(body))
        except ServerFailedError as error:
            self._incoming.put(error)
        except (OSError, ValueError):
            pass  # Closed by `kill`.
        self._incoming.put(None)

    def _write(self) -> None:
        stream = self._process.stdin
        assert stream is not None
        with contextlib.suppress(OSError, ValueError):
            while (message := self._outgoing.get()) is not None:
                stream.write(message)
                stream.flush()

    def _ended(self) -> ServerFailedError:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1)
        status = self._process.returncode
        if status is None:
            return self._failure("closed its output")
        if status < 0:
            return self._failure(f"was killed by signal {-status}")
        return self._failure(f"ended with exit status {status}")

    def _failure(self, what: str) -> ServerFailedError:
        if self._log.closed:
            return ServerFailedError(what)
        self._log.seek(0)
        lines = self._log.read().decode(errors="replace").strip().splitlines()
        said = f": {' | '.join(line.strip() for line in lines[-3:])}" if lines else ""
        return ServerFailedError(f"{what}{said}")


def child_variables(more: Mapping[str, str]) -> dict[str, str]:
    """Our environment variables for a process that is started in another folder, and `more`."""
    variables = {**os.environ, **more}
    if "PYTHONPATH" in variables:
        folders = variables["PYTHONPATH"].split(os.pathsep)
        variables["PYTHONPATH"] = os.pathsep.join(map(os.path.abspath, folders))
    return variables


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
        return
    # Also after its leader has ended: the rest of the group may be alive.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _message(body: bytes) -> Message:
    try:
        message = json.loads(body)
    except ValueError:
        message = None
    if isinstance(message, dict):
        return cast("Message", message)
    shown = body[:80].decode(errors="replace")
    raise ServerFailedError(f"said something that is not understood: {shown}")


def _content_length(stream: IO[bytes]) -> int | None:
    """Read the headers of a message; None at the end of the stream."""
    length: int | None = None
    while line := stream.readline():
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = _number(value)
        elif not line.strip() and length is not None:
            return length
    return None


def _number(value: bytes) -> int:
    try:
        return int(value)
    except ValueError:
        shown = value[:80].decode(errors="replace").strip()
        raise ServerFailedError(f"said something that is not understood: {shown}") from None
