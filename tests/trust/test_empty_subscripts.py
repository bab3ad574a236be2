"""Annotations that name no type, as they stand for a moment in an editor: reported by the checker, and no rule breaks down."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FORMS = (
    *("Annotated[()]", "Union[()]", "Optional[()]", "Literal[()]", "Callable[()]"),
    *("Final[()]", "ClassVar[()]", "Required[()]", "type[()]", "list[()]", "dict[()]", "tuple[()]"),
)

IMPORTS = """\
from typing import Annotated, Any, Callable, ClassVar, Final, Literal, Optional, Required, TypedDict, Union
from fastapi import Depends, FastAPI, Query, Response
from pydantic import BaseModel

app = FastAPI()
"""

# Every place of an annotation that some rule asks for, with one form in each of them.
PLACES = """\
class Model{number}(BaseModel):
    field: {form}
    fields: list[{form}]

class Fields{number}(TypedDict):
    field: {form}

Alias{number} = {form}

def provide{number}(given: {form}) -> {form}: ...

def provide_some{number}() -> list[{form}]:
    yield {form}

@app.post("/{number}/a/{{given}}", response_model=Model{number})
def a{number}(given: {form}, model: Model{number}, default: {form} = 1, query: {form} = Query(1)) -> Fields{number}:
    return {{"field": 1}}

@app.get("/{number}/b", response_model={form})
def b{number}(value: {form} = Depends(provide{number}), made: Annotated[{form}, Depends(provide_some{number})] = 1):
    return {{"field": value}}

@app.get("/{number}/c", response_model=list[{form}])
def c{number}(value: Alias{number} = Depends(provide{number}), made: Model{number} = Depends()) -> {form}:
    return Model{number}(field=1)

@app.get("/{number}/d", status_code=204)
def d{number}(response: {form}, value: Fields{number} = Depends(provide_some{number})) -> Response | {form}:
    return provide{number}(Alias{number})
"""

RUNS = {
    "mypy": ["mypy", "."],
    "command": ["scoped_fastapi_check", "check", "--no-cache", "--checker", "ty", "."],
}


@pytest.mark.parametrize("run", RUNS)
def test_empty_subscripts(run: str, tmp_path: Path) -> None:
    places = [PLACES.format(number=number, form=form) for number, form in enumerate(FORMS)]
    (tmp_path / "application.py").write_text(IMPORTS + "".join(places), "utf-8")
    (tmp_path / "mypy.ini").write_text("[mypy]\nplugins = scoped_fastapi_mypy\n", "utf-8")
    command = [sys.executable, "-m", *RUNS[run]]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "failed here" not in done.stdout
    assert "[fastapi-no-body]" in done.stdout
