"""As much of an editor as the tests need: it speaks to `scoped-fastapi server` on its pipes."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SECONDS = 60.0

# How long a text is in each unit of columns.
UNITS: dict[str, Callable[[str], int]] = {
    "utf-8": lambda text: len(text.encode()),
    "utf-16": lambda text: len(text.encode("utf-16-le")) // 2,
    "utf-32": len,
}


@dataclass(frozen=True, order=True)
class Shown:
    """What an editor underlines; lines and columns count from 1, as on the command line."""

    line: int
    column: int
    code: str


PULLS: dict[str, Any] = {
    "textDocument": {"diagnostic": {}, "publishDiagnostics": {"relatedInformation": True}},
    "workspace": {"diagnostics": {"refreshSupport": True}},
}
PUSHES: dict[str, Any] = {"textDocument": {"publishDiagnostics": {"relatedInformation": True}}}


class Editor:
    """An editor with one window; what the server sends is kept by its method."""

    def __init__(
        self,
        *folders: Path,
        capabilities: dict[str, Any] | None = None,
        settings: dict[str, Any] | None = None,
        arguments: tuple[str, ...] = (),
        variables: dict[str, str] | None = None,
        client: int | None = None,
        is_ready: bool = True,
        before: dict[str, Any] | None = None,
    ) -> None:
        self.settings = {"checker": "ty", **(settings or {})}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "scoped_fastapi_check", "server", *arguments],
            cwd=folders[0] if folders else None,
            env={**os.environ, **(variables or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.shown: dict[str, list[dict[str, Any]]] = {}
        self.received: list[dict[str, Any]] = []
        self.errors: list[str] = []
        self._answers: dict[int, queue.Queue[dict[str, Any]]] = {}
        self._changed = threading.Condition()
        self._lock = threading.Lock()
        self._number = 0
        self._versions: dict[Path, int] = {}
        threading.Thread(target=self._receive, daemon=True).start()
        threading.Thread(target=self._listen, daemon=True).start()
        for method, params in (before or {}).items():
            self.send(method, params)
        self.initialized = self.request(
            "initialize",
            {
                "processId": client or os.getpid(),
                "rootUri": folders[0].as_uri() if folders else None,
                "workspaceFolders": [{"uri": f.as_uri(), "name": f.name} for f in folders],
                "capabilities": capabilities or PUSHES,
                "initializationOptions": self.settings,
            },
        )
        if is_ready:
            self.notify("initialized", {})

    # What a person does

    def open(self, path: Path, text: str | None = None) -> None:
        """Open a file."""
        self._versions[path] = 1
        text = path.read_text("utf-8") if text is None else text
        document = {"uri": path.as_uri(), "languageId": "python", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})

    def type(self, path: Path, text: str) -> None:
        """Let a document have this text."""
        self._versions[path] += 1
        document = {"uri": path.as_uri(), "version": self._versions[path]}
        changes = [{"text": text}]
        params = {"textDocument": document, "contentChanges": changes}
        self.notify("textDocument/didChange", params)

    def close_document(self, path: Path) -> None:
        """Close a document without saving it."""
        del self._versions[path]
        self.notify("textDocument/didClose", {"textDocument": {"uri": path.as_uri()}})

    def happened(self, *paths: Path, kind: int = 2) -> None:
        """Tell the server that files have changed elsewhere."""
        changes = [{"uri": path.as_uri(), "type": kind} for path in paths]
        self.notify("workspace/didChangeWatchedFiles", {"changes": changes})

    def pull(self, path: Path) -> list[Shown]:
        """Ask for the diagnostics of a document, and wait for them."""
        params = {"textDocument": {"uri": path.as_uri()}}
        return _shown(self.request("textDocument/diagnostic", params)["items"])

    def actions(self, path: Path, line: int, only: list[str] | None = None) -> list[dict[str, Any]]:
        """What is offered on a line."""
        at = {"line": line - 1, "character": 0}
        end = {"line": line, "character": 0}
        params = {
            "textDocument": {"uri": path.as_uri()},
            "range": {"start": at, "end": end},
            "context": {"diagnostics": [], **({"only": only} if only else {})},
        }
        found: list[dict[str, Any]] = self.request("textDocument/codeAction", params)
        return found

    def see(self, path: Path, expected: list[Shown], seconds: float = SECONDS) -> None:
        """Wait until these diagnostics are shown of a file."""
        uri = path.as_uri()
        until = time.monotonic() + seconds
        with self._changed:
            while _shown(self.shown.get(uri, [])) != expected or uri not in self.shown:
                left = until - time.monotonic()
                assert left > 0, f"shown is {self.shown.get(uri)}; {self.errors}"
                self._changed.wait(left)

    def wait_for(self, method: str, seconds: float = SECONDS) -> dict[str, Any]:
        """Wait for a message of the server's, and take it."""
        until = time.monotonic() + seconds
        with self._changed:
            while True:
                for message in self.received:
                    if message.get("method") == method:
                        self.received.remove(message)
                        return message
                left = until - time.monotonic()
                assert left > 0, f"no {method} came; {self.errors}"
                self._changed.wait(left)

    # The protocol

    def request(self, method: str, params: object, seconds: float = SECONDS) -> Any:
        """Ask, and wait for the answer."""
        number = self.send(method, params)
        message = self._answers[number].get(timeout=seconds)
        assert "error" not in message, message
        return message.get("result")

    def send(self, method: str, *params: object) -> int:
        """Ask, with params or without, and wait for nothing; the number of the request."""
        self._number += 1
        self._answers[self._number] = queue.Queue()
        given = {"params": params[0]} if params else {}
        self._send({"id": self._number, "method": method, **given})
        return self._number

    def send_bytes(self, body: bytes) -> None:
        """Send what may be no message at all."""
        assert self.process.stdin is not None
        with self._lock:
            self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
            self.process.stdin.flush()

    def answer(self, number: int, seconds: float = SECONDS) -> dict[str, Any]:
        """The answer to a request that was sent."""
        return self._answers[number].get(timeout=seconds)

    def notify(self, method: str, params: object) -> None:
        """Tell."""
        self._send({"method": method, "params": params})

    def end(self) -> int:
        """End the server as editors do; its exit status."""
        self.request("shutdown", None)
        self.notify("exit", None)
        return self.process.wait(10)

    def __enter__(self) -> Editor:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            try:
                self.end()
            except (OSError, queue.Empty, AssertionError, subprocess.TimeoutExpired):
                self.process.kill()
                self.process.wait()

    def _send(self, message: dict[str, object]) -> None:
        self.send_bytes(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def _listen(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.errors.append(line.decode(errors="replace"))

    def _receive(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while line := stream.readline():
            assert line.lower().startswith(b"content-"), line
            length = 0
            while line.strip():
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
                line = stream.readline()
            self._take(json.loads(stream.read(length)))

    def _take(self, message: dict[str, Any]) -> None:
        method, number = message.get("method"), message.get("id")
        if method is None and number is None:
            return  # An answer to what was no request.
        if method is None and number is not None:
            self._answers[number].put(message)
            return
        if number is not None:
            result: Any = None
            if method == "workspace/configuration":
                result = [self.settings for _ in message["params"]["items"]]
            self._send({"id": number, "result": result})
        with self._changed:
            if method == "textDocument/publishDiagnostics":
                self.shown[message["params"]["uri"]] = message["params"]["diagnostics"]
            self.received.append(message)
            self._changed.notify_all()


def _shown(items: list[dict[str, Any]]) -> list[Shown]:
    return [
        Shown(
            item["range"]["start"]["line"] + 1,
            item["range"]["start"]["character"] + 1,
            item["code"],
        )
        for item in items
    ]


def characters(text: str, units: int, encoding: str) -> int:
    """How many characters of a text so many units are."""
    count = 0
    while UNITS[encoding](text[:count]) < units:
        count += 1
    assert UNITS[encoding](text[:count]) == units
    return count
