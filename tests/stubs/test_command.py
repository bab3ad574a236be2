"""What `scoped-fastapi stubs` writes, and what it says."""

from __future__ import annotations

import ast
import importlib
import inspect
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import fastapi
import pytest
from check.command import Outcome, Project

from .environments import INSTALLED, environment_with

MODULES = sorted(
    file.relative_to(INSTALLED)
    for file in INSTALLED.rglob("*.py")
    if "__pycache__" not in file.parts
)


def contents(folder: Path) -> dict[Path, str]:
    return {file.relative_to(folder): file.read_text("utf-8") for file in folder.rglob("*.py*")}


def functions(folder: Path, file: str, name: str) -> list[ast.FunctionDef]:
    tree = ast.parse((folder / "fastapi" / file).read_text("utf-8"))
    return [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == name
    ]


def imported(file: Path) -> ModuleType:
    parts = ["fastapi", *file.with_suffix("").parts]
    return importlib.import_module(".".join(part for part in parts if part != "__init__"))


def pasted(outcome: Outcome) -> dict[str, object]:
    """What stands in a pyproject.toml that all but the first line was pasted into."""
    tool: dict[str, object] = tomllib.loads("\n".join(outcome.lines[1:]))["tool"]
    return tool


def test_every_module_has_a_stub(stubs: Path) -> None:
    found = {file.relative_to(stubs / "fastapi") for file in stubs.rglob("*.pyi")}
    assert found == {file.with_suffix(".pyi") for file in MODULES}
    assert (stubs / "fastapi" / "py.typed").is_file()


@pytest.mark.parametrize("file", MODULES, ids=str)
def test_every_public_name_is_there(stubs: Path, file: Path) -> None:
    if file.name == "__main__.py" or file.name.startswith("_") and file.name != "__init__.py":
        return
    try:
        module = imported(file)
    except ImportError as error:
        pytest.skip(str(error))
    tree = ast.parse((stubs / "fastapi" / file).with_suffix(".pyi").read_text("utf-8"))
    bound = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    bound |= {getattr(node, "name", "") for node in ast.walk(tree)}
    bound |= {
        node.asname or node.name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.alias)
    }
    names = {
        name
        for name, value in vars(module).items()
        if not name.startswith("_")
        and (getattr(value, "__module__", None) or "").startswith("fastapi")
    }
    assert names <= bound


def test_docstrings_are_kept(stubs: Path) -> None:
    for verb in ("get", "include_router"):
        for stub in functions(stubs, "applications.pyi", verb):
            documented = getattr(fastapi.FastAPI, verb)
            assert ast.get_docstring(stub) == inspect.getdoc(documented)
    (depends, *_) = functions(stubs, "param_functions.pyi", "Depends")
    assert ast.get_docstring(depends) == inspect.getdoc(fastapi.Depends)


def test_a_second_run_changes_nothing(project: Project) -> None:
    first = project.run("stubs")
    folder = project.folder / "typings" / "fastapi"
    before = {file: file.stat().st_mtime_ns for file in folder.rglob("*")}
    second = project.run("stubs")
    assert first.lines[0] == f"Wrote stubs of FastAPI {fastapi.__version__} in typings/fastapi"
    assert second.lines[0] == (
        f"Up to date: stubs of FastAPI {fastapi.__version__} in typings/fastapi"
    )
    assert second.lines[1:] == first.lines[1:]
    assert {file: file.stat().st_mtime_ns for file in folder.rglob("*")} == before


def test_stubs_of_another_version_are_replaced(project: Project) -> None:
    project.run("stubs")
    folder = project.folder / "typings" / "fastapi"
    expected = contents(folder)
    first = (folder / "routing.pyi").read_text("utf-8").splitlines()[0]
    older = first.replace(fastapi.__version__, "0.121.0") + "\nx: int\n"
    (folder / "gone.pyi").write_text(older)
    (folder / "routing.pyi").write_text(older)
    assert project.run("stubs").lines[0].startswith("Wrote")
    assert contents(folder) == expected
    assert [file.name for file in folder.parent.iterdir()] == ["fastapi"]


def test_another_folder(project: Project) -> None:
    outcome = project.run("stubs", "--output", "build/types")
    assert (project.folder / "build" / "types" / "fastapi" / "__init__.pyi").is_file()
    assert pasted(outcome) == {
        "pyright": {"stubPath": "build/types"},
        "basedpyright": {"stubPath": "build/types"},
        "mypy": {"mypy_path": "build/types"},
        "ty": {"environment": {"extra-paths": ["build/types"]}},
        "pyrefly": {"search-path": ["build/types", "."]},
    }


def test_a_folder_whose_name_has_to_be_quoted(project: Project) -> None:
    name = 'my "types"\\café'
    outcome = project.run("stubs", "--output", name, PYTHONIOENCODING="utf-8")
    assert pasted(outcome)["mypy"] == {"mypy_path": name}


def test_what_a_newer_fastapi_has_is_taken_over(project: Project, tmp_path: Path) -> None:
    python = environment_with(
        tmp_path / "newer",
        {
            "routing.py": (
                "        response_model_exclude_none: Annotated[",
                "        retries: int = 3,\n        response_model_exclude_none: Annotated[",
            ),
            "brand_new.py": ("", "def shout(word: str) -> str:\n    return word.upper()\n"),
            "param_functions.py": (
                "use_cache: Annotated[",
                "eager: bool = False,\n    use_cache: Annotated[",
            ),
            "security/http.py": (
                "bearerFormat: Annotated[",
                "leeway: float | None = None,\n        bearerFormat: Annotated[",
            ),
        },
    )
    assert project.run("stubs", "--python", str(python)).status == 0
    folder = project.folder / "typings"
    for file, name, parameter in (
        ("routing.pyi", "get", "retries: int=3"),
        ("param_functions.pyi", "_Depends", "eager: bool=False"),
    ):
        overloads = functions(folder, file, name)
        assert len(overloads) > 1
        for one in overloads:
            assert parameter in ast.unparse(one.args).replace(" = ", "=")
    (single,) = functions(folder, "param_functions.pyi", "Depends")
    assert "eager: bool" in ast.unparse(single.args)
    schemes = (folder / "fastapi" / "security" / "http.pyi").read_text("utf-8")
    assert schemes.count("leeway: float | None = None") == 3
    new = (folder / "fastapi" / "brand_new.pyi").read_text("utf-8")
    assert "def shout(word: str) -> str: ..." in new


def test_attributes_that_only_methods_assign(project: Project, tmp_path: Path) -> None:
    program = """
from typing import Optional, Union

class Thing:
    def __init__(self, name: Optional[str] = None, size: Union[int, float, None] = None):
        self.name = name or "thing"
        self.size = size
        self.tags = ["a"]
        self.known = None

    def know(self, other: str) -> None:
        self.known = other
"""
    python = environment_with(tmp_path / "env", {"things.py": ("", program)})
    project.run("stubs", "--python", str(python))
    stub = (project.folder / "typings" / "fastapi" / "things.pyi").read_text("utf-8")
    for line in (
        "name: str",
        "size: Union[int, float, None]",
        "tags: list[str]",
        "known: str | None",
    ):
        assert f"    {line}\n" in stub


def test_the_environment_in_the_project_is_used(project: Project) -> None:
    environment_with(project.folder / ".venv", {"brand_new.py": ("", "x: int = 1\n")})
    assert project.run("stubs").status == 0
    assert (project.folder / "typings" / "fastapi" / "brand_new.pyi").is_file()


def test_nothing_is_imported(project: Project, tmp_path: Path) -> None:
    python = environment_with(
        tmp_path / "env", {"brand_new.py": ("", "raise SystemExit('imported')\n")}
    )
    assert project.run("stubs", "--python", str(python)).status == 0
    assert sys.executable != str(python)
