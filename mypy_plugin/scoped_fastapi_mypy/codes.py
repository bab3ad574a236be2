"""The error codes of the rulebook as mypy knows them."""

from __future__ import annotations

from typing import Final

from mypy.errorcodes import ErrorCode
from scoped_fastapi_check.diagnostics import codes

_CATEGORY: Final = "FastAPI"

PARENT: Final = ErrorCode(codes.PARENT.name, codes.PARENT.description, _CATEGORY)

# `# type: ignore[fastapi]` covers every one of them. All are on for mypy, which does not know of the table
# in pyproject.toml: what is off by default is not handed over to it (`tables.py`).
ERROR_CODES: Final = {
    code.name: ErrorCode(
        code.name,
        code.description,
        _CATEGORY,
        sub_code_of=PARENT,
    )
    for code in codes.CODES
}
