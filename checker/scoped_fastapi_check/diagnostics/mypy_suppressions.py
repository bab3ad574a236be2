"""Makes `# mypy:` comments harmless that mypy itself crashes on.

A file may say `# mypy: disable-error-code="pydantic-field"`. That code exists where the project's own
plugin is loaded; here it is not, and mypy ends with a KeyError.
"""

from __future__ import annotations

import re
from pathlib import Path

from scoped_fastapi_check.project.documents import read_bytes
from scoped_fastapi_check.project.source_file import decoded

__all__ = ["OUR_CODES", "without_foreign_codes"]

OUR_CODES = "fastapi"
"""The code of every rule starts with it."""

SETTING = re.compile(
    r"""(?P<name>(?:dis|en)able[-_]error[-_]code) \s* = \s* (?P<codes> "[^"]*" | [^,\s]* )""",
    re.VERBOSE,
)


def without_foreign_codes(path: Path) -> str | None:
    """Return the text of a file in which comments name our codes only; None if it is the same.

    The codes of mypy may go, too: nobody asked for its errors.
    """
    try:
        lines = decoded(read_bytes(path)).splitlines(keepends=True)
    except (OSError, SyntaxError, UnicodeDecodeError):
        return None
    changed = [
        SETTING.sub(_only_ours, line) if line.startswith("# mypy: ") else line for line in lines
    ]
    return "".join(changed) if changed != lines else None


def _only_ours(setting: re.Match[str]) -> str:
    codes = (code.strip() for code in setting["codes"].strip('"').split(","))
    ours = ", ".join(code for code in codes if code.startswith(OUR_CODES))
    return f'{setting["name"]}="{ours}"'
