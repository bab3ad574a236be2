"""Whether a function may read the path from the request that it is given."""

from __future__ import annotations

import ast
from typing import Final

from scoped_fastapi_check.model.module import Parameter

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
_FRAMEWORK: Final = frozenset({"fastapi", "starlette", "scoped_fastapi"})


def may_read_path(parameter: Parameter) -> bool:
    """Whether a function may use `request.path_params`, or hand the request to what does."""
    function = parameter.function
    if function.scope.module.name.partition(".")[0] in _FRAMEWORK:
        return False
    harmless = 0
    uses = 0
    for statement in function.node.body:
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and node.id == parameter.name:
                uses += 1
            elif (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id == parameter.name
                and node.attr in _OTHER_ATTRIBUTES
            ):
                harmless += 1
    return uses > harmless
