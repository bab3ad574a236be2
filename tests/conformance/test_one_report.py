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


ELSEWHERE = """\
from scoped_fastapi import Depends, Security

def get_id() -> int:
    return 1

reveal_type(Depends(get_id))
reveal_type(Security(get_id, scopes=["a"]))
at_module_level: str = Depends(get_id)

class Attributes:
    attribute: str = Depends(get_id)

def use(items: list[str] = [Depends(get_id)]) -> str:
    local: str = Depends(get_id)
    return Depends(get_id)

if at_module_level:
    async def nested(id: int = Depends(get_id)) -> None:
        reveal_type(Depends(get_id))
"""


def test_a_dependency_has_its_type_where_no_rule_looks(tmp_path: Path) -> None:
    """The types are the same with the plugin and without it."""
    (tmp_path / "application.py").write_text(ELSEWHERE)
    printed: list[list[str]] = []
    for plugins in ("", "plugins = scoped_fastapi_mypy\n"):
        (tmp_path / "mypy.ini").write_text(f"[mypy]\n{plugins}strict = true\n")
        finished = subprocess.run(
            [sys.executable, "-m", "mypy", "application.py"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        lines = finished.stdout.splitlines()[:-1]
        printed.append([line for line in lines if "[fastapi" not in line and "FastAPI" not in line])
    without, having = printed
    assert having == without
    assert sum('Revealed type is "int"' in line for line in having) == 3
    assert sum("error: " in line for line in having) == 5
