"""The error codes of the rulebook as mypy knows them."""

from __future__ import annotations

from typing import Final

from mypy.errorcodes import ErrorCode
from mypy.options import Options
from scoped_fastapi_check.diagnostics import codes

_CATEGORY: Final = "FastAPI"

PARENT: Final = ErrorCode(codes.PARENT.name, codes.PARENT.description, _CATEGORY)

# `# type: ignore[fastapi]` covers every one of them.
ERROR_CODES: Final = {
    code.name: ErrorCode(
        code.name,
        code.description,
        _CATEGORY,
        default_enabled=code.default_enabled,
        sub_code_of=PARENT,
    )
    for code in codes.CODES
}


def is_on(code: codes.Code, options: Options) -> bool:
    """Whether mypy shows errors of this code in a module with these options."""
    ours = ERROR_CODES[code.name]
    if ours in options.disabled_error_codes:
        return False
    if ours in options.enabled_error_codes:
        return True
    return ours.default_enabled and PARENT not in options.disabled_error_codes
