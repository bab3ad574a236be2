"""Whether code may read the path from a request that it is given."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import Final

# What a request offers that has nothing to do with its path.
_OTHER_ATTRIBUTES: Final = frozenset(
    {
        *("app", "auth", "base_url", "body", "client", "cookies", "form", "headers"),
        *("is_disconnected", "json", "method", "query_params", "session", "state", "stream"),
        *("user", "accept", "application_state", "client_state", "close", "iter_bytes"),
        *("iter_json", "iter_text", "receive", "receive_bytes", "receive_json", "receive_text"),
        *("send", "send_bytes", "send_json", "send_text"),
    }
)


def may_use_path(name: str, body: Iterable[ast.stmt]) -> bool:
    """Whether statements may use `name.path_params`, or hand the request of this name to what does."""
    harmless = 0
    uses = 0
    for statement in body:
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and node.id == name:
                uses += 1
            elif (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id == name
                and node.attr in _OTHER_ATTRIBUTES
            ):
                harmless += 1
    return uses > harmless
