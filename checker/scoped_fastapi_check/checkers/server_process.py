"""A language server as a process: messages go in and come out, and it is gone at the end.

Whatever it does (end, hang, talk nonsense, read nothing, flood), nobody waits for it longer than asked, and
nothing of it is kept without a bound.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final, cast

from scoped_fastapi_check.checkers.child_process import ChildProcess
from scoped_fastapi_check.checkers.server_errors import ServerFailedError, ServerHangsError

__all__ = ["Command", "ServerProcess", "shown"]

Message = dict[str, Any]

# A server that answers nothing for so many times its timeout hangs, however much it says.
_SILENCES: Final = 5
# How often to look whether it is still there.
_LOOK: Final = 0.2
# Bounds that no server of a checker comes near: of a line of a header, of a message, of the messages that
# wait to be read, and of what is kept of its log.
_LONGEST_LINE: Final = 10_000
_LONGEST_MESSAGE: Final = 200_000_000
_MOST_WAITING: Final = 1000
_LONGEST_LOG: Final = 20_000
# How much of what is not understood is shown.
_SHOWN: Final = 80


@dataclass(frozen=True, slots=True)
class Command:
    """How a server is started.

    `timeout` are the seconds after which silence counts as hanging, `memory` the bytes that it may take.
    """

    name: str
    arguments: Sequence[str]
    folder: Path
    variables: Mapping[str, str]
    timeout: float
    memory: int | None = None


class ServerProcess:
    """A running server. `ServerFailedError` tells that it cannot be started."""

    def __init__(self, command: Command) -> None:
        self._command = command
        self._log = bytearray()
        self._incoming: queue.Queue[Message | ServerFailedError | None] = queue.Queue(_MOST_WAITING)
        self._outgoing: queue.Queue[bytes | None] = queue.Queue()
        self._end: list[ServerFailedError | None] = []
        """How its messages end, if that was seen before anybody waited for one."""
        self._asked = time.monotonic()
        self._is_killed = False
        try:
            self._process = ChildProcess(
                command.arguments, command.folder, command.variables, command.memory
            )
        except OSError as error:
            raise ServerFailedError(f"cannot be started: {error}") from error
        self._reader_of_log = threading.Thread(target=self._read_log, daemon=True)
        self._reader_of_log.start()
        for target in (self._read, self._write):
            threading.Thread(target=target, daemon=True).start()

    @property
    def is_running(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.is_running

    def send(self, message: Mapping[str, object]) -> None:
        """Send a message; it is never waited for, because a server may have stopped reading."""
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._outgoing.put(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))

    def ask(self) -> None:
        """Begin to count the time in which there must be an answer."""
        self._asked = time.monotonic()

    def receive(self, timeout: float | None = None) -> Message:
        """The next message; `ServerFailedError` where there will be none.

        `timeout` is the time that it may take, where it is less than that of the command.
        """
        timeout = self._command.timeout if timeout is None else timeout
        if time.monotonic() > self._asked + _SILENCES * timeout:
            raise self._failure(f"gave no answer for {_SILENCES * timeout:g} seconds", hangs=True)
        message = self._next(timeout)
        if message is None:
            raise self._ended()
        if isinstance(message, ServerFailedError):
            raise message
        return message

    def received(self) -> Message | None:
        """A message that is there already; of an end, `receive` tells."""
        if self._end:
            return None
        try:
            message = self._incoming.get_nowait()
        except queue.Empty:
            return None
        if message is None or isinstance(message, ServerFailedError):
            self._end.append(message)
            return None
        return message

    def _next(self, timeout: float) -> Message | ServerFailedError | None:
        if self._end:
            return self._end.pop()
        deadline = time.monotonic() + timeout
        while True:
            # Before looking for messages: what it said before it ended is there already.
            ended = not self.is_running
            try:
                return self._incoming.get(timeout=_LOOK)
            except queue.Empty:
                if ended:
                    return None  # What it had started may still hold its output open.
                if time.monotonic() > deadline:
                    said = f"said nothing for {timeout:.3g} seconds"
                    raise self._failure(said, hangs=True) from None

    def end(self, seconds: float) -> None:
        """Wait for it to end by itself, and then no longer."""
        self._process.wait(seconds)
        self.kill()

    def kill(self) -> None:
        """End it now, with all processes that it has started."""
        if self._is_killed:
            return
        self._is_killed = True
        self._outgoing.put(None)
        self._process.kill()

    def _read(self) -> None:
        try:
            while (length := _content_length(self._process.stdout)) is not None:
                body = self._process.stdout.read(length)
                if len(body) < length:
                    break
                self._put(_message(body))
        except ServerFailedError as error:
            self._put(error)
        except (OSError, ValueError):
            pass  # Closed by `kill`.
        self._put(None)

    def _put(self, message: Message | ServerFailedError | None) -> None:
        """Hand on a message; a server that says more than is read has to wait."""
        while not self._is_killed:
            with contextlib.suppress(queue.Full):
                self._incoming.put(message, timeout=_LOOK)
                return

    def _write(self) -> None:
        stream = self._process.stdin
        assert stream is not None
        with contextlib.suppress(OSError, ValueError):
            while (message := self._outgoing.get()) is not None:
                stream.write(message)
                stream.flush()

    def _read_log(self) -> None:
        """Keep the end of what it prints besides its messages."""
        with contextlib.suppress(OSError, ValueError):
            while data := os.read(self._process.stderr.fileno(), 1 << 16):
                self._log += data
                del self._log[:-_LONGEST_LOG]

    def _ended(self) -> ServerFailedError:
        self._process.wait(1)
        if self.is_running:
            return self._failure("closed its output")
        self._reader_of_log.join(1)
        if (trouble := self._process.trouble) is not None:
            return self._failure(trouble)
        status = self._process.status or 0
        if status < 0:
            return self._failure(f"was killed by signal {-status}")
        return self._failure(f"ended with exit status {status}")

    def _failure(self, what: str, *, hangs: bool = False) -> ServerFailedError:
        lines = bytes(self._log).decode(errors="replace").strip().splitlines()
        said = f": {' | '.join(line.strip() for line in lines[-3:])}" if lines else ""
        kind = ServerHangsError if hangs else ServerFailedError
        return kind(f"{what}{said}")


def shown(value: object) -> str:
    """The beginning of what a server has said, for a message about it."""
    try:
        return json.dumps(value)[:_SHOWN]
    except (TypeError, ValueError, RecursionError):
        return "deeply nested JSON"


def _message(body: bytes) -> Message:
    try:
        message = json.loads(body)
    except (ValueError, RecursionError):
        message = None
    if isinstance(message, dict):
        return cast("Message", message)
    raise _not_understood(body)


def _content_length(stream: IO[bytes]) -> int | None:
    """Read the headers of a message; None at the end of the stream."""
    length: int | None = None
    while line := stream.readline(_LONGEST_LINE):
        if not line.endswith(b"\n") and len(line) == _LONGEST_LINE:
            raise _not_understood(line)
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = _number(value)
        elif not line.strip() and length is not None:
            return length
    return None


def _number(value: bytes) -> int:
    try:
        number = int(value)
    except ValueError:
        raise _not_understood(value) from None
    if not 0 <= number <= _LONGEST_MESSAGE:
        raise ServerFailedError(
            f"said something that is not understood: a message of {number} bytes"
        )
    return number


def _not_understood(said: bytes) -> ServerFailedError:
    text = said[:_SHOWN].decode(errors="replace").strip()
    return ServerFailedError(f"said something that is not understood: {text}")
