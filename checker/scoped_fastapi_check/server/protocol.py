"""The protocol, with an answer for every request: also for those that cannot be read, or come too early or late.

pygls drops some of them without a word, and a client that waits for an answer waits for ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types as lsp
from pygls.exceptions import (
    JsonRpcException,
    JsonRpcInvalidParams,
    JsonRpcInvalidRequest,
    JsonRpcServerNotInitialized,
)
from pygls.protocol import LanguageServerProtocol

if TYPE_CHECKING:
    from pygls.protocol.json_rpc import RPCMessage

__all__ = ["Protocol"]

_VERSION: Final = "2.0"


class Protocol(LanguageServerProtocol):
    """Answers what pygls does not."""

    _is_initialized = False
    is_ending = False
    """Whether the client has asked for the end."""

    def structure_message(self, data: dict[str, Any]) -> Any:
        """A message as an object; called for every object in its JSON, the inner ones first."""
        if data.get("jsonrpc") != _VERSION:
            return data
        if "method" in data and "params" not in data:
            # They may be left out, and pygls does not know that of requests that are not of the protocol.
            data = {**data, "params": None}
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "method" in data and "id" in data:
                self._refuse(data["id"], JsonRpcInvalidParams(f"{data['method']}: wrong params"))
            raise error

    def handle_message(self, message: RPCMessage) -> None:
        """Hand a message on, or say why not."""
        if not hasattr(message, "jsonrpc"):
            self._refuse(None, JsonRpcInvalidRequest("not a message of JSON-RPC 2.0"))
            return
        method = getattr(message, "method", None)
        if isinstance(method, str):
            refusal = self._refusal(method)
            if refusal is not None:
                if (number := getattr(message, "id", None)) is not None:
                    self._refuse(number, refusal)
                return
        super().handle_message(message)

    def _refusal(self, method: str) -> JsonRpcException | None:
        """Why a message cannot be taken now; what is no request is dropped without an answer then."""
        if method == lsp.EXIT:
            return None
        if method == lsp.INITIALIZE:
            if self._is_initialized:
                return JsonRpcInvalidRequest("the server is initialized already")
            self._is_initialized = True
            return None
        if not self._is_initialized:
            return JsonRpcServerNotInitialized("the server is not initialized yet")
        if self.is_ending:
            return JsonRpcInvalidRequest("the server is shutting down")
        self.is_ending = method == lsp.SHUTDOWN
        return None

    def _refuse(self, number: Any, error: JsonRpcException) -> None:
        identity = number if isinstance(number, int | str) else None
        answer = {
            "jsonrpc": _VERSION,
            "id": identity,
            "error": {"code": error.code, "message": str(error)},
        }
        self._send_data(answer)
