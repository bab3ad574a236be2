"""Whether a function may read the path from the request that it is given."""

from __future__ import annotations

from typing import Final

from scoped_fastapi_check.model.module import Parameter
from scoped_fastapi_check.model.requests import may_use_path

_FRAMEWORK: Final = frozenset({"fastapi", "starlette", "scoped_fastapi"})


def may_read_path(parameter: Parameter) -> bool:
    """Whether a function may use `request.path_params`, or hand the request to what does."""
    function = parameter.function
    if function.scope.module.name.partition(".")[0] in _FRAMEWORK:
        return False
    return may_use_path(parameter.name, function.node.body)
