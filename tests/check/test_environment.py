"""Where the application's dependencies are looked for."""

from __future__ import annotations

import sys
import venv
from pathlib import Path

import pytest

from .command import CLEAN, MISTAKE, MISTAKE_AT, Project
from .environments import make_like_ours

FAKE_FASTAPI = """\
from typing import Any, Callable

def Depends(dependency: Callable[..., Any]) -> Any: ...

class FastAPI:
    def get(self, path: str) -> Callable[[Any], Any]: ...
"""


def make_environment(folder: Path, *, with_fastapi: bool) -> Path:
    venv.create(folder, with_pip=False, symlinks=True)
    if with_fastapi:
        package = folder / "lib" / f"python3.{sys.version_info[1]}" / "site-packages" / "fastapi"
        package.mkdir()
        (package / "__init__.py").write_text(FAKE_FASTAPI)
        (package / "py.typed").touch()
    return folder


def test_an_environment_in_the_project(project: Project) -> None:
    project.write({"app.py": CLEAN})
    folder = make_environment(project.folder / ".venv", with_fastapi=True)
    outcome = project.check()
    assert outcome.errors == [f"using the environment {folder} (Python 3.{sys.version_info[1]})"]
    assert outcome.status == 0


def test_an_environment_for_something_else_is_left_alone(project: Project) -> None:
    project.write({"app.py": MISTAKE})
    make_environment(project.folder / ".venv", with_fastapi=False)
    outcome = project.check()
    assert outcome.errors == []
    assert outcome.found == [f"app.py:{MISTAKE_AT}"]


def test_the_activated_environment(project: Project, tmp_path: Path) -> None:
    project.write({"app.py": CLEAN})
    folder = make_environment(tmp_path / "activated", with_fastapi=True)
    outcome = project.check(VIRTUAL_ENV=str(folder))
    assert outcome.errors[0].startswith(f"using the environment {folder} ")
    # Our own is activated more often than any other.
    assert project.check(VIRTUAL_ENV=sys.prefix).errors == []


def test_the_environment_of_a_hook(project: Project) -> None:
    project.write({"app.py": CLEAN})
    folder = make_environment(project.folder / ".venv", with_fastapi=True)
    # As pre-commit runs it: in an environment of its own, which has FastAPI and is activated.
    outcome = project.check(VIRTUAL_ENV=sys.prefix, PRE_COMMIT="1")
    assert outcome.errors[0].startswith(f"using the environment {folder} ")


def test_an_interpreter_without_fastapi(project: Project, tmp_path: Path) -> None:
    project.write({"app.py": MISTAKE})
    folder = make_environment(tmp_path / "empty", with_fastapi=False)
    outcome = project.check("--python", str(folder / "bin" / "python"))
    (warning,) = outcome.errors
    assert warning.startswith(f"warning: FastAPI is not installed in {folder}, ")
    assert "--python" in warning
    # Packages that are not installed change no status.
    assert (outcome.found, outcome.status) == ([], 0)


@pytest.mark.parametrize("text", ["x = 1\n", "try:\n    import fastapi\nexcept ImportError: ...\n"])
def test_what_goes_without_fastapi(project: Project, tmp_path: Path, text: str) -> None:
    project.write({"app.py": text})
    folder = make_environment(tmp_path / "empty", with_fastapi=False)
    outcome = project.check("--python", str(folder), "--checker", "ty")
    assert (outcome.status, outcome.errors) == (0, [])


@pytest.mark.parametrize("name", ["program", "python", "python3.12"])
def test_what_is_no_interpreter(project: Project, tmp_path: Path, name: str) -> None:
    program = tmp_path / name
    program.write_text("#!/bin/sh\nexec python3 $@\n")
    program.chmod(0o755)
    outcome = project.write({"app.py": CLEAN}).check("--python", str(program))
    (error,) = outcome.errors
    assert error.startswith(
        f"error: {program} is neither a Python interpreter nor the folder of an "
    )
    assert outcome.status == 2


def test_what_is_not_there(project: Project) -> None:
    outcome = project.write({"app.py": CLEAN}).check("--python", "no/such")
    assert outcome.errors == ["error: there is neither a Python interpreter nor a folder no/such"]
    assert outcome.status == 2


def test_the_folder_of_an_environment(project: Project, tmp_path: Path) -> None:
    folder = make_environment(tmp_path / "env", with_fastapi=True)
    outcome = project.write({"app.py": CLEAN}).check("--python", str(folder))
    assert (outcome.errors, outcome.status) == ([], 0)


def test_a_package_in_site_packages_can_be_checked(project: Project, tmp_path: Path) -> None:
    folder = make_environment(tmp_path / "env", with_fastapi=True)
    (site,) = folder.glob("lib/*/site-packages")
    (site / "shop").mkdir()
    for name in ("__init__", "main", "models"):
        (site / "shop" / f"{name}.py").write_text("from shop import models\n")
    outcome = project.check(str(site / "shop"), "--python", str(folder / "bin" / "python"))
    assert outcome.lines == ["No errors (checked 3 files: 0 routes, 0 dependencies)."]
    assert outcome.errors == []


def test_a_constant_of_a_package_that_only_a_checker_can_tell(
    project: Project, tmp_path: Path
) -> None:
    python, packages = make_like_ours(tmp_path / "env", "fastapi")
    (packages / "codes.py").write_text("class Codes:\n    ok = 204\n\n\nOK = Codes().ok\n")
    route = "from fastapi import FastAPI\nfrom codes import OK\n\napp = FastAPI()\n\n\n@app.get('/', status_code=OK)\ndef home():\n    return 1\n"
    project.write({"app.py": route})
    outcome = project.check("--checker", "ty", "--python", str(python))
    assert outcome.lines == ["No errors (checked 1 file: 1 route, 0 dependencies)."]
    assert outcome.status == 0
