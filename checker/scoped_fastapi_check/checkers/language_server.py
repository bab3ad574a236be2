"""Speaks the language server protocol to a type checker, which then checks texts that no file holds.

An open document stands for the file of the same name: imports and environment are those of the
project, and nothing of the project is touched. Only the few messages that this takes are spoken
here; a library for the whole protocol would take longer to import than some of these checkers take
for a project.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from scoped_fastapi_check.checkers.server_errors import ServerFailedError
from scoped_fastapi_check.checkers.server_process import Command, Message, ServerProcess, shown
from scoped_fastapi_check.engines.probes.dialects import CheckerDiagnostic

__all__ = ["LanguageServer", "Server"]

_ERROR: Final = 1
# What becomes of a file.
_NEW, _CHANGED, _GONE = 1, 2, 3
# RequestCancelled, ContentModified and ServerCancelled: the answer would be out of date.
_ASK_AGAIN: Final = (-32800, -32801, -32802)
# pyright tells its version nowhere else.
_STARTING: Final = re.compile(r"language server (\d[\w.]*) starting")
_SECONDS_TO_END: Final = 2.0
_LONGEST_REASON: Final = 1000


@dataclass(frozen=True, slots=True)
class Server:
    """How a language server is started and told about a project.

    `settings` is what it is told when it asks for the section of a configuration.
    """

    command: Command
    root: Path
    settings: Callable[[str], object]
    options: Mapping[str, object]
    stays: bool
    """Whether it is told of changes. ty reads all files of the project then, however large they are."""


class LanguageServer:
    """A running language server; it ends with the `with` block, or with `stop`."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._number = 0
        self._versions: dict[str, int] = {}
        self._texts: dict[str, str] = {}
        self._unanswered: set[int] = set()
        self._early: list[tuple[int, Message]] = []
        """Answers that came while others were waited for."""
        self.version: str | None = None
        self._process = ServerProcess(server.command)
        try:
            self._initialize()
        except BaseException:
            self._process.kill()
            raise

    def __enter__(self) -> LanguageServer:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.stop(at_once=kind is not None)

    def stop(self, *, at_once: bool = False) -> None:
        """End the server; politely, so that it ends all of its own, or at once."""
        try:
            if not at_once and self._process.is_running:
                self._send("shutdown", None)
                self._notify("exit", None)
                self._process.end(_SECONDS_TO_END)
        finally:
            self._process.kill()

    def put(
        self, texts: Mapping[Path, str], timeout: float | None = None
    ) -> Callable[[], dict[Path, list[CheckerDiagnostic]]]:
        """Put texts to the checker, all of them open at once.

        What it says about each of them is given by what is returned, once it is called, which
        raises `ServerFailedError` where the server does not get through. `timeout` are the seconds
        that it may be silent, where they are not those of its command.
        """
        self._listen()
        uris = {path: path.as_uri() for path in texts}
        for path, text in texts.items():
            self._open(uris[path], text)
        requests = {self._ask_about(uri): path for path, uri in uris.items()}
        return lambda: self._said(requests, uris, timeout)

    def _said(
        self, requests: dict[int, Path], uris: Mapping[Path, str], timeout: float | None
    ) -> dict[Path, list[CheckerDiagnostic]]:
        self._process.ask()
        found: dict[Path, list[CheckerDiagnostic]] = {}
        early = [answer for answer in self._early if answer[0] in requests]
        self._early = [answer for answer in self._early if answer[0] not in requests]
        while requests:
            number, message = early.pop() if early else self._next(timeout)
            if number not in requests:
                self._early.append((number, message))
            elif _is_put_off(message):
                path = requests.pop(number)
                requests[self._ask_about(uris[path])] = path
            else:
                self._process.ask()
                found[requests.pop(number)] = _diagnostics(_result(message))
        return found

    def _next(self, timeout: float | None) -> tuple[int, Message]:
        """The next answer to a question about a text."""
        while True:
            if (answer := self._answer_in(self._process.receive(timeout))) is not None:
                return answer

    def _listen(self) -> None:
        """Take what was said meanwhile: many a server asks for its settings before it does anything."""
        while (message := self._process.received()) is not None:
            if (answer := self._answer_in(message)) is not None:
                self._early.append(answer)

    def _answer_in(self, message: Message) -> tuple[int, Message] | None:
        """The answer that a message is to a question about a text; to another one something is done."""
        number = message.get("id")
        if "method" not in message and isinstance(number, int) and number in self._unanswered:
            self._unanswered.discard(number)
            return number, message
        self._react(message)
        return None

    def abandon(self) -> None:
        """Have the server drop what it was asked about texts; what it says all the same is ignored."""
        for number in self._unanswered:
            self._notify("$/cancelRequest", {"id": number})
        self._unanswered.clear()
        self._early.clear()

    def _ask_about(self, uri: str) -> int:
        number = self._send("textDocument/diagnostic", {"textDocument": {"uri": uri}})
        self._unanswered.add(number)
        return number

    def hold(self, texts: Mapping[Path, str]) -> None:
        """Let texts stand for files, without a question about them."""
        for path, text in texts.items():
            self._open(path.as_uri(), text)

    def close(self, paths: Iterable[Path]) -> None:
        """Let files stand for themselves again."""
        for path in paths:
            uri = path.as_uri()
            if self._versions.pop(uri, None) is not None:
                del self._texts[uri]
                self._notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def changed(self, paths: Iterable[Path], new: Collection[Path]) -> None:
        """Tell the server that files have changed or disappeared on disk, or are new there."""
        kinds = {
            path.as_uri(): _GONE if not os.path.exists(path) else _NEW if path in new else _CHANGED
            for path in paths
        }
        changes = [{"uri": uri, "type": kind} for uri, kind in kinds.items()]
        self._notify("workspace/didChangeWatchedFiles", {"changes": changes})

    def _initialize(self) -> None:
        root = self._server.root.as_uri()
        document: dict[str, object] = {
            "diagnostic": {},
            "publishDiagnostics": {},
            "synchronization": {},
        }
        answer = self._request(
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
                        "didChangeWatchedFiles": {"dynamicRegistration": self._server.stays},
                    },
                    "textDocument": document,
                    "general": {"positionEncodings": ["utf-8", "utf-16"]},
                },
            },
        )
        self._notify("initialized", {})
        with contextlib.suppress(KeyError, TypeError):
            self.version = answer["serverInfo"]["version"]

    def _open(self, uri: str, text: str) -> None:
        """Have a document hold a text; one that it holds already is nothing to think about anew."""
        if self._texts.get(uri) == text:
            return
        self._texts[uri] = text
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
        self._process.ask()
        number = self._send(method, params)
        while True:
            message = self._process.receive()
            if "method" not in message and message.get("id") == number:
                return _result(message)
            self._react(message)

    def _send(self, method: str, params: object) -> int:
        self._number += 1
        self._process.send({"id": self._number, "method": method, "params": params})
        return self._number

    def _notify(self, method: str, params: object) -> None:
        self._process.send({"method": method, "params": params})

    def _react(self, message: Message) -> None:
        """Answer what the server asks for; of the rest, only its version is for us."""
        method = message.get("method")
        if method == "window/logMessage":
            if found := _STARTING.search(str(message.get("params"))):
                self.version = found[1]
        elif method is not None and "id" in message:
            self._process.send({"id": message["id"], "result": self._reply(message)})

    def _reply(self, message: Message) -> object:
        match message["method"]:
            case "workspace/configuration":
                return [self._server.settings(section) for section in _sections(message)]
            case "workspace/workspaceFolders":
                return [{"uri": self._server.root.as_uri(), "name": self._server.root.name}]
            case "workspace/applyEdit":
                return {"applied": False}
            case _:
                return None


def _sections(message: Message) -> list[str]:
    try:
        return [str(item.get("section") or "") for item in message["params"]["items"]]
    except (KeyError, TypeError, AttributeError):
        raise ServerFailedError(
            f"said something that is not understood: {shown(message)}"
        ) from None


def _is_put_off(message: Message) -> bool:
    error = _error(message)
    return error is not None and error.get("code") in _ASK_AGAIN


def _result(message: Message) -> Any:
    if (error := _error(message)) is not None:
        said = " ".join(str(error.get("message"))[:_LONGEST_REASON].split())
        raise ServerFailedError(f"refused a request: {said}")
    return message.get("result")


def _error(message: Message) -> Mapping[str, Any] | None:
    error: object = message.get("error")
    return cast("Mapping[str, Any]", error) if isinstance(error, dict) else None


def _diagnostics(report: Any) -> list[CheckerDiagnostic]:
    """The items of a `DocumentDiagnosticReport`."""
    try:
        return [
            CheckerDiagnostic(
                line=item["range"]["start"]["line"] + 1,
                code=str(item.get("code") or ""),
                message=str(item["message"]),
                is_error=item.get("severity", _ERROR) == _ERROR,
            )
            for item in report["items"]
        ]
    except (KeyError, TypeError, AttributeError):
        raise ServerFailedError(f"said something that is not understood: {shown(report)}") from None
