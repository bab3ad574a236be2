"""What only newer versions of FastAPI refuse."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .command import Project
from .environments import INSTALLED, make_like_ours

OLD_MODEL = """\
from fastapi import FastAPI
from pydantic.v1 import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str


@app.post("/items", response_model=list[Item])
def add(item: Item) -> list[Item]:
    return [item]
"""
REFUSAL = "class PydanticV1NotSupportedError"


def make_environment(folder: Path, *, refuses: bool) -> Path:
    """An environment with the FastAPI of this one, with or without what it refuses models by."""
    python, packages = make_like_ours(folder)
    shutil.copytree(INSTALLED / "fastapi", packages / "fastapi")
    if not refuses:
        exceptions = packages / "fastapi" / "exceptions.py"
        text = exceptions.read_text(encoding="utf-8")
        assert REFUSAL in text
        exceptions.write_text(text.replace(REFUSAL, "class Other"), encoding="utf-8")
    return python


@pytest.mark.parametrize("checker", ["mypy", "ty"])
@pytest.mark.parametrize("refuses", [True, False])
def test_models_of_pydantic_1(
    project: Project, tmp_path: Path, checker: str, *, refuses: bool
) -> None:
    project.write({"app.py": OLD_MODEL})
    python = make_environment(tmp_path / "environment", refuses=refuses)
    outcome = project.check("--python", str(python), "--checker", checker)
    assert outcome.found == (["app.py:11:36", "app.py:12:9"] if refuses else [])
