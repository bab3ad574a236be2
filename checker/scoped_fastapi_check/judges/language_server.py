"""Speaks the language server protocol to a type checker, which then checks texts that no file holds.

An open document stands for the file of the same name: imports, configuration and environment are
those of the project, and nothing of the project is touched. Only the few messages that this takes
are spoken here; a library for the whole protocol would take longer to import than some of these
checkers take for a project.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from scoped_fastapi_check.obligations.dialects import Diagnostic

__all__ = ["LanguageServer", "Server", "ServerFailedError"]

_ERROR: Final = 1
# Seconds without a word after which a server counts as hung; a large project takes its time.
PATIENCE: Final = 120.0


class ServerFailedError(Exception):
    """A language server ended, hung or did not understand; the message says which."""


@dataclass(frozen=True, slots=True)
class Server:
    """How a language server is started and told about a project.

    `settings` is what it is told when it asks for the section of a configuration.
    """

    name: str
    command: Sequence[str]
    root: Path
    settings: Callable[[str], object]
    options: Mapping[str, object]
    variables: Mapping[str, str]


class LanguageServer:
    """A running language server; it ends with the `with` block."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed in __exit__.
        self._messages: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._number = 0
        self._versions: dict[str, int] = {}
        self._process = self._start()

    def __enter__(self) -> LanguageServer:
        try:
            self._initialize()
        except BaseException:
            self._kill()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None and self._process.poll() is None:
                self._request("shutdown", None)
                self._notify("exit", None)
                self._process.wait(2)
        except (ServerFailedError, OSError, subprocess.TimeoutExpired):
            pass
        finally:
            self._kill()

    def diagnose(self, texts: Mapping[Path, str]) -> dict[Path, list[Diagnostic]]:
        """What the checker says about each of these texts, all of them open at once.

        Raises `ServerFailedError` where the server does not get through.
        """
        uris = {path: path.as_uri() for path in texts}
        for path, text in texts.items():
            self._open(uris[path], text)
        requests = {
            self._send("textDocument/diagnostic", {"textDocument": {"uri": uri}}): path
            for path, uri in uris.items()
        }
        found: dict[Path, list[Diagnostic]] = {}
        while requests:
            message = self._next()
            number = message.get("id")
            if "method" not in message and number in requests:
                found[requests.pop(number)] = _diagnostics(self._result(message))
            else:
                self._react(message)
        return found

    def close(self, paths: Sequence[Path]) -> None:
        """Let files stand for themselves again."""
        for path in paths:
            uri = path.as_uri()
            if self._versions.pop(uri, None) is not None:
                self._notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def changed(self, paths: Sequence[Path]) -> None:
        """Tell the server that files have changed, appeared or disappeared on disk."""
        kinds = {path.as_uri(): 2 if path.exists() else 3 for path in paths}
        changes = [{"uri": uri, "type": kind} for uri, kind in kinds.items()]
        self._notify("workspace/didChangeWatchedFiles", {"changes": changes})

    # The process

    def _start(self) -> subprocess.Popen[bytes]:
        try:
            process = subprocess.Popen(
                self._server.command,
                cwd=self._server.root,
                env={**os.environ, **self._server.variables},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._log,
            )
        except OSError as error:
            self._log.close()
            raise ServerFailedError(f"{self._server.name} cannot be started: {error}") from error
        assert process.stdout is not None
        threading.Thread(target=self._read, args=(process.stdout,), daemon=True).start()
        return process

    def _kill(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        self._log.close()

    def _read(self, stream: IO[bytes]) -> None:
        try:
            while (length := _content_length(stream)) is not None:
                self._messages.put(json.loads(stream.read(length)))
        except (OSError, ValueError):
            pass
        self._messages.put(None)

    def _failure(self, what: str) -> ServerFailedError:
        self._log.seek(0)
        lines = self._log.read().decode(errors="replace").strip().splitlines()
        said = f": {' | '.join(line.strip() for line in lines[-3:])}" if lines else ""
        return ServerFailedError(f"{self._server.name} {what}{said}")

    # Messages

    def _initialize(self) -> None:
        root = self._server.root.as_uri()
        document: dict[str, object] = {
            "diagnostic": {},
            "publishDiagnostics": {},
            "synchronization": {},
        }
        self._request(
            "initialize",
            {
                "processId": os.getpid(),
                "clientInfo": {"name": "scoped-fastapi"},
                "rootUri": root,
                "rootPath": str(self._server.root),
                "workspaceFolders": [{"uri": root, "name": self._server.root.name}],
                "initializationOptions": self._server.options,
                "capabilities": {
                    "workspace": {
                        "configuration": True,
                        "workspaceFolders": True,
                        "didChangeWatchedFiles": {"dynamicRegistration": True},
                    },
                    "textDocument": document,
                    "general": {"positionEncodings": ["utf-8", "utf-16"]},
                },
            },
        )
        self._notify("initialized", {})

    def _open(self, uri: str, text: str) -> None:
        version = self._versions.get(uri, 0) + 1
        self._versions[uri] = version
        if version == 1:
            document = {"uri": uri, "languageId": "python", "version": 1, "text": text}
            self._notify("textDocument/didOpen", {"textDocument": document})
            return
        self._notify(
            "textDocument/didChange",
            {
                "textDocument": {"uri": uri, "version": version},
                "contentChanges": [{"text": text}],
            },
        )

    def _request(self, method: str, params: object) -> Any:
        number = self._send(method, params)
        while True:
            message = self._next()
            if "method" not in message and message.get("id") == number:
                return self._result(message)
            self._react(message)

    def _send(self, method: str, params: object) -> int:
        self._number += 1
        self._write({"id": self._number, "method": method, "params": params})
        return self._number

    def _notify(self, method: str, params: object) -> None:
        self._write({"method": method, "params": params})

    def _write(self, message: Mapping[str, object]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        stream = self._process.stdin
        assert stream is not None
        try:
            stream.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
            stream.flush()
        except OSError as error:
            raise self._ended() from error

    def _next(self) -> dict[str, Any]:
        try:
            message = self._messages.get(timeout=PATIENCE)
        except queue.Empty:
            raise self._failure(f"said nothing for {PATIENCE:.0f} seconds") from None
        if message is None:
            raise self._ended()
        return message

    def _ended(self) -> ServerFailedError:
        deadline = time.monotonic() + 1
        while self._process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        return self._failure(f"ended with exit status {self._process.returncode}")

    def _result(self, message: Mapping[str, Any]) -> Any:
        if "error" in message:
            raise self._failure(f"refused a request: {message['error'].get('message')}")
        return message.get("result")

    def _react(self, message: Mapping[str, Any]) -> None:
        """Answer what the server asks for; everything else it says is not for us."""
        if "method" not in message or "id" not in message:
            return
        reply: dict[str, object] = {"id": message["id"], "result": None}
        if message["method"] == "workspace/configuration":
            items = message["params"]["items"]
            reply["result"] = [self._server.settings(item.get("section") or "") for item in items]
        elif message["method"] == "workspace/workspaceFolders":
            reply["result"] = [{"uri": self._server.root.as_uri(), "name": self._server.root.name}]
        elif message["method"] == "workspace/applyEdit":
            reply["result"] = {"applied": False}
        self._write(reply)


def _content_length(stream: IO[bytes]) -> int | None:
    """Read the headers of a message; None at the end of the stream."""
    length: int | None = None
    while line := stream.readline():
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
        elif not line.strip() and length is not None:
            return length
    return None


def _diagnostics(report: Any) -> list[Diagnostic]:
    """The items of a `DocumentDiagnosticReport`."""
    try:
        return [
            Diagnostic(
                line=item["range"]["start"]["line"] + 1,
                code=str(item.get("code") or ""),
                message=str(item["message"]),
                is_error=item.get("severity", _ERROR) == _ERROR,
            )
            for item in report["items"]
        ]
    except (KeyError, TypeError, AttributeError):
        text = json.dumps(report)[:200]
        raise ServerFailedError(f"what the checker says was not understood: {text}") from None
