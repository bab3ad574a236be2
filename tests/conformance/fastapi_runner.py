"""Running a program under FastAPI, and sending what it answers over a real HTTP connection."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import ModuleType
from typing import TYPE_CHECKING

import h11
from fastapi.testclient import TestClient
from sqlmodel import SQLModel
from sqlmodel.main import default_registry

from .program import PROGRAMS, Program

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class UnexpectedOutcomeError(AssertionError):
    """FastAPI did something else than the program says."""


def run(program: Program) -> None:
    """Import a program, let it demonstrate its outcome, and compare that with its header."""
    with importable():
        if program.outcome == "import":
            _expect_refusal(program)
            return
        module = importlib.import_module(program.main)
        if hasattr(module, "demonstrate"):
            _demonstrate(program, module)


def _expect_refusal(program: Program) -> None:
    try:
        importlib.import_module(program.main)
    except Exception as refusal:
        shown = f"{type(refusal).__name__}: {refusal}"
        assert program.raises is not None
        if program.raises not in shown:
            raise UnexpectedOutcomeError(f"not {program.raises!r} but {shown!r}") from refusal
    else:
        raise UnexpectedOutcomeError("FastAPI imports the program")


def _demonstrate(program: Program, module: ModuleType) -> None:
    wire = Wire(module.app)
    with TestClient(wire, raise_server_exceptions=program.outcome != "500") as client:
        module.demonstrate(client)
    refusals = [refusal for exchange in wire.exchanges if (refusal := exchange.refusal())]
    if program.outcome == "protocol-error":
        if not refusals:
            raise UnexpectedOutcomeError("an HTTP server can send every response")
    elif refusals:
        raise UnexpectedOutcomeError(f"an HTTP server cannot send the response: {refusals}")


@contextmanager
def importable() -> Generator[None]:
    packages = {path.name for path in PROGRAMS.iterdir()}
    sys.path.insert(0, str(PROGRAMS))
    try:
        yield
    finally:
        sys.path.remove(str(PROGRAMS))
        for name in list(sys.modules):
            if name.split(".", 1)[0] in packages:
                del sys.modules[name]
        # SQLModel keeps the tables of all modules in one place, where a module that is imported
        # once more would find its own, and its classes by their names.
        SQLModel.metadata.clear()
        default_registry.dispose()
        default_registry._class_registry.clear()


@dataclass
class Exchange:
    """One request, and what the application sent to answer it."""

    method: str
    sent: list[Message] = field(default_factory=list["Message"])

    def refusal(self) -> str | None:
        """Send the answer as an HTTP/1.1 server would, and return why it cannot be sent."""
        connection = h11.Connection(h11.SERVER)
        connection.receive_data(f"{self.method} / HTTP/1.1\r\nhost: test\r\n\r\n".encode())
        connection.next_event()
        try:
            for message in self.sent:
                if message["type"] == "http.response.start":
                    connection.send(
                        h11.Response(status_code=message["status"], headers=message["headers"])
                    )
                elif message["type"] == "http.response.body":
                    body = b"" if self.method == "HEAD" else message.get("body", b"")
                    connection.send(h11.Data(data=body))
                    if not message.get("more_body", False):
                        connection.send(h11.EndOfMessage())
        except h11.LocalProtocolError as error:
            return str(error)
        return None


@dataclass
class Wire:
    """An application whose answers are kept, message by message."""

    app: ASGIApp
    exchanges: list[Exchange] = field(default_factory=list[Exchange])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, and keep what answers a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        exchange = Exchange(scope["method"])
        self.exchanges.append(exchange)

        async def keep(message: Message) -> None:
            exchange.sent.append(message)
            await send(message)

        await self.app(scope, receive, keep)
