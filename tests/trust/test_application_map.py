"""No program ends the application map: neither by what refers to itself nor by how deep it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from scoped_fastapi_check.application import project_map
from scoped_fastapi_check.application.modules import Modules
from scoped_fastapi_check.application.project_map import map_below

APPLICATION = "from fastapi import APIRouter, FastAPI\nfrom other import keep\n\napp = FastAPI()\n"
ITSELF = {
    "a list": "every = []\nevery.append(every)\nevery.append(app)\nkeep(every)\n",
    "a list that grows by itself": "every = [app]\nevery += [every]\nkeep(every)\n",
    "a dict": 'every = {"app": app}\nevery["every"] = every\nkeep(every)\n',
    "a dict in a list": 'every = [app]\nevery.append({"every": every})\nkeep(*every)\n',
    "two lists": "one, two = [app], []\none.append(two)\ntwo.append(one)\nkeep(one=one)\n",
    "a list in a partial": (
        "from functools import partial\nevery = [app]\n"
        "every.append(partial(keep, every))\nkeep(every)\n"
    ),
    "an object": (
        "class All:\n    def __init__(self) -> None:\n        self.app = app\n        self.every = [self]\n"
        "every = All()\nevery.itself = every\nkeep(every, every.every)\n"
    ),
    "a spread": 'every = [app]\nevery.extend([*every, every])\nkeep(*every, **{"every": every})\n',
    "a loop": "every = [app]\nevery.append(every)\nfor one in every:\n    keep(one)\n",
}


@pytest.mark.parametrize("name", ITSELF)
def test_what_contains_itself(name: str, tmp_path: Path) -> None:
    path = tmp_path / "main.py"
    path.write_text(
        APPLICATION + ITSELF[name] + '@app.get("/")\ndef read() -> int:\n    return 1\n'
    )
    machine = map_below(tmp_path).machine
    (router,) = machine.routers
    assert router.may_have_more
    assert machine.is_complete
    assert len(map_below(tmp_path).view(str(path)).routes) == 1


def test_modules_that_import_each_other_too_deeply(tmp_path: Path) -> None:
    """Each router is included by the one before, through more modules than Python itself imports."""
    count = 600
    for number in range(count):
        (tmp_path / f"m{number}.py").write_text(
            f"from fastapi import APIRouter\nfrom m{number + 1} import router as inner\n"
            "router = APIRouter()\nrouter.include_router(inner)\n"
        )
    (tmp_path / f"m{count}.py").write_text("from fastapi import APIRouter\nrouter = APIRouter()\n")
    path = tmp_path / "main.py"
    path.write_text(
        "from fastapi import FastAPI\nfrom m0 import router\n\napp = FastAPI()\n"
        'app.include_router(router)\n\n@app.get("/")\ndef read() -> int:\n    return 1\n'
    )
    found = map_below(tmp_path)
    assert len(found.view(str(path)).routes) == 1
    assert not found.machine.is_complete


def test_a_map_that_breaks_down_is_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[Modules] = []

    def break_down(modules: Modules) -> None:
        tried.append(modules)
        raise KeyError("no such thing")

    monkeypatch.setattr(project_map, "build", break_down)
    path = tmp_path / "main.py"
    path.write_text(APPLICATION)
    for _ in range(3):
        with pytest.raises(KeyError, match="no such thing"):
            map_below(tmp_path).view(str(path))
    assert len(tried) == 1
