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


VARIABLES = """\
from typing import Annotated

from scoped_fastapi import Depends, ScopedFastAPI, Security

app = ScopedFastAPI()

def get_id() -> int:
    return 1

at_module_level: str = Depends(get_id)
right: int = Depends(get_id)
inferred = Depends(get_id)
Id = Annotated[int, Depends(get_id)]

@app.get("/", dependencies=[Depends(get_id), Security(get_id)])
def handler(value: Id, other: int = Depends(get_id), *, third: int = inferred) -> None:
    inside: str = Security(get_id)
    if value:
        deeper: str = Depends(get_id)
    def inner(value: int = Depends(get_id)) -> None: ...
"""


def reports_of(program: str, folder: Path, plugins: str) -> list[tuple[int, str]]:
    (folder / "application.py").write_text(program)
    (folder / "mypy.ini").write_text(f"[mypy]\n{plugins}\nstrict = true\n")
    finished = subprocess.run(
        [sys.executable, "-m", "mypy", "--output", "json", "application.py"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    reports = [json.loads(line) for line in finished.stdout.splitlines()]
    return [(report["line"], report["code"]) for report in reports]


def test_types_are_silent_where_a_rule_reports(tmp_path: Path) -> None:
    assert reports_of(PROGRAM, tmp_path, "plugins = scoped_fastapi_mypy") == [
        (10, "fastapi-no-body"),
        (11, "fastapi-depends"),
        (12, "fastapi-depends"),
        (21, "arg-type"),
    ]


def test_types_speak_where_no_rule_looks(tmp_path: Path) -> None:
    """A variable is no parameter: it is checked by its type, with the plugin, too."""
    found = [(10, "assignment"), (17, "assignment"), (19, "assignment")]
    assert reports_of(VARIABLES, tmp_path, "plugins = scoped_fastapi_mypy") == found


ELSEWHERE = """\
from scoped_fastapi import Depends, Security

def get_id() -> int:
    return 1

reveal_type(Depends(get_id))
reveal_type(Security(get_id, scopes=["a"]))
at_module_level: str = Depends(get_id)
markers = [Depends(get_id)]
reveal_type(markers)

def use(items: list[str] = [Depends(get_id)]) -> str:
    local: str = Depends(get_id)
    local = Depends(get_id)
    return Depends(get_id)

if at_module_level:
    async def nested(id: int = Depends(get_id)) -> None:
        reveal_type(Depends(get_id))
        use(Depends(get_id))
"""


def test_a_marker_has_the_type_that_it_has_without_the_plugin(tmp_path: Path) -> None:
    with_plugin = reports_of(ELSEWHERE, tmp_path, "plugins = scoped_fastapi_mypy")
    assert with_plugin == reports_of(ELSEWHERE, tmp_path, "")
    assert len(with_plugin) >= 8
