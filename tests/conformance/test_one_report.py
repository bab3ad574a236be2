"""On the typed routers a mistake is reported once: by the rule, and not by the types as well."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

PROGRAM = """\
from scoped_fastapi import Depends, ScopedFastAPI, ScopedRouter, Security

app = ScopedFastAPI()
router = ScopedRouter()

def get_id() -> int:
    return 1

@app.delete("/value", status_code=204)
def value(
    name: str = Depends(get_id),
    other: str = Security(get_id),
) -> dict[str, int]:
    return {}

@router.delete("/nothing", status_code=204)
async def nothing(name: int = Depends(get_id)) -> None:
    return None

async def use() -> None:
    await nothing(name="wrong")
"""


def test_types_are_silent_where_a_rule_reports(tmp_path: Path) -> None:
    (tmp_path / "application.py").write_text(PROGRAM)
    (tmp_path / "mypy.ini").write_text("[mypy]\nplugins = scoped_fastapi_mypy\nstrict = true\n")
    finished = subprocess.run(
        [sys.executable, "-m", "mypy", "--output", "json", "application.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    reports = [json.loads(line) for line in finished.stdout.splitlines()]
    assert [(report["line"], report["code"]) for report in reports] == [
        (10, "fastapi-no-body"),
        (11, "fastapi-depends"),
        (12, "fastapi-depends"),
        (21, "arg-type"),
    ]
