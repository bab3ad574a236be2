"""A client of python-lsp-server with pylsp-mypy: as much of an editor as diagnostics take."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SECONDS = 120


@dataclass(frozen=True, order=True)
class Diagnostic:
    """What an editor underlines, and the code that it shows; lines count from 1."""

    line: int
    code: str


class LanguageServer:
    """python-lsp-server, started for one folder."""

    def __init__(self, folder: Path, **settings: object) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pylsp"],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._received: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._receive, daemon=True).start()
        self._versions: dict[Path, int] = {}
        others = ("pyflakes", "pycodestyle", "mccabe", "pylint", "flake8")
        plugins: dict[str, object] = {name: {"enabled": False} for name in others}
        plugins["pylsp_mypy"] = {"enabled": True, **settings}
        self._send(
            "initialize",
            {
                "processId": None,
                "rootUri": folder.as_uri(),
                "capabilities": {},
                "initializationOptions": {"pylsp": {"plugins": plugins}},
            },
            number=1,
        )
        while self._next().get("id") != 1:
            pass
        self._send("initialized", {})

    def open(self, path: Path) -> set[Diagnostic]:
        """Open a file, and return what is underlined in it."""
        self._versions[path] = 1
        document = {"uri": path.as_uri(), "languageId": "python", "version": 1}
        self._send(
            "textDocument/didOpen", {"textDocument": {**document, "text": path.read_text("utf-8")}}
        )
        return self._diagnostics(path)

    def change(self, path: Path, text: str) -> set[Diagnostic]:
        """Type into a file without saving it."""
        self._versions[path] += 1
        document = {"uri": path.as_uri(), "version": self._versions[path]}
        changes = [{"text": text}]
        self._send("textDocument/didChange", {"textDocument": document, "contentChanges": changes})
        return self._diagnostics(path)

    def save(self, path: Path, text: str) -> set[Diagnostic]:
        """Save a file with a text that was typed before."""
        path.write_text(text, "utf-8")
        self._send("textDocument/didSave", {"textDocument": {"uri": path.as_uri()}})
        return self._diagnostics(path)

    def close(self) -> None:
        """End the server."""
        self._send("shutdown", None, number=2)
        self._send("exit", None)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _diagnostics(self, path: Path) -> set[Diagnostic]:
        while True:
            message = self._next()
            if message.get("method") == "textDocument/publishDiagnostics":
                found = message["params"]
                if found["uri"] == path.as_uri():
                    break
        return {
            Diagnostic(entry["range"]["start"]["line"] + 1, str(entry.get("code")))
            for entry in found["diagnostics"]
            if entry.get("severity") == 1
        }

    def _send(self, method: str, params: object, number: int | None = None) -> None:
        message: dict[str, object] = {"jsonrpc": "2.0", "method": method, "params": params}
        if number is not None:
            message["id"] = number
        body = json.dumps(message).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _next(self) -> dict[str, Any]:
        return self._received.get(timeout=SECONDS)

    def _receive(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while line := stream.readline():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
                while stream.readline().strip():
                    pass
                self._received.put(json.loads(stream.read(length)))
