"""An application that is not there, or cannot be imported, is named, and so is where."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import venv
from importlib import metadata
from pathlib import Path

import pytest

from .command import show, told, write

APP = "from fastapi import APIRouter, FastAPI\napp = FastAPI()\n"
MAIN = f"""\
{APP}
router = APIRouter()
number = 3


@app.get("/made")
def made(): ...


def make():
    return app


async def make_late():
    return app


def fail():
    raise RuntimeError("no database")


def need(something):
    return app
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path, {"main.py": MAIN, "package/__init__.py": "", "package/api.py": APP})


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ("main", '"main" is not MODULE:ATTRIBUTE, such as "main:app"'),
        ("main.py", '"main.py" is not MODULE:ATTRIBUTE, such as "main:app"'),
        ("main.py:router", '"main.py:router" is not MODULE:ATTRIBUTE, such as "main:router"'),
        (
            "package/api.py:app",
            '"package/api.py:app" is not MODULE:ATTRIBUTE, such as "package.api:app"',
        ),
        ("main:", '"main:" is not MODULE:ATTRIBUTE, such as "main:app"'),
        ("../main:app", '"../main:app" is not MODULE:ATTRIBUTE, such as "main:app"'),
        ("mian:app", "no module 'mian' in FOLDER; name its folder with --app-dir"),
        ("package.nope:app", "no module 'package.nope' in FOLDER; name its folder with --app-dir"),
        ("nope.api:app", "no module 'nope' in FOLDER; name its folder with --app-dir"),
        ("main:ap", "main has no attribute 'ap'; there is main:app"),
        ("main:app.nope", "main has no attribute 'app.nope'; there is main:app"),
        ("main:router", "main:router is an APIRouter, no FastAPI application; there is main:app"),
        ("main:number", "main:number is an int, no FastAPI application; there is main:app"),
        ("main:make", "main:make is a function; if it makes the application, add --factory"),
        ("main:app --factory", "main:app is the application itself; leave out --factory"),
        ("main:number --factory", "main:number is an int, no factory"),
        ("main:make_late --factory", "main:make_late() made a coroutine, no FastAPI application"),
        ("main:app --app-dir nowhere", "there is no folder FOLDER/nowhere"),
        ("main:app --python nothing", "there is neither a Python interpreter nor a folder nothing"),
    ],
)
def test_one_line(folder: Path, arguments: str, error: str) -> None:
    expected = f"error: {error.replace('FOLDER', str(folder))}"
    assert show(folder, *arguments.split()).errors == [expected]


def test_a_factory_that_fails(folder: Path) -> None:
    line = MAIN.splitlines().index('    raise RuntimeError("no database")') + 1
    assert show(folder, "main:fail", "--factory").errors == [
        f"error: main.py:{line}: main:fail() failed: RuntimeError: no database",
        "    |",
        f' {line} |     raise RuntimeError("no database")',
        f"    |     {'^' * len('raise RuntimeError(') + '^' * len(chr(34) * 2 + 'no database)')}",
    ]


def test_a_factory_that_needs_something(folder: Path) -> None:
    (error,) = show(folder, "main:need", "--factory").errors
    assert error.startswith("error: main:need() failed: TypeError: need() missing 1 required")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("import not_there", "ModuleNotFoundError: No module named 'not_there'"),
        (
            "from fastapi import NotThere",
            "ImportError: cannot import name 'NotThere' from 'fastapi'",
        ),
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("class A(:", "SyntaxError: invalid syntax"),
        ("__import__('json').loads('{')", "JSONDecodeError: Expecting property name"),
        (
            "__import__('fastapi').FastAPI().get('/')(lambda x=__import__('fastapi').Path(3): 1)",
            "AssertionError: Path parameters cannot have a default value",
        ),
    ],
)
def test_an_application_that_cannot_be_imported(tmp_path: Path, line: str, reason: str) -> None:
    files = {"main.py": "import parts.db\n" + APP, "parts/db.py": f"# First.\n{line}\n"}
    error, bar, source, caret, *_ = show(write(tmp_path, files), "main:app").errors
    assert error.startswith(f"error: parts/db.py:2: main cannot be imported: {reason}")
    assert (bar, source) == ("   |", f" 2 | {line}")
    assert caret.strip() == f"| {'^' * len(line)}"


LATE = """\
from fastapi import APIRouter, Depends, FastAPI

def early():
    yield 1

def late(value: int = Depends(early, scope="function")):
    yield value

router = APIRouter()
router.get("/")(lambda: 1)
app = FastAPI()
app.include_router(router, dependencies=[Depends(late)])
"""


def test_what_fastapi_refuses_only_when_it_makes_the_routes(tmp_path: Path) -> None:
    error, *_ = show(write(tmp_path, {"main.py": LATE}), "main:app").errors
    # Older versions make the routes of an included router while it is included.
    expected = (
        r"error: (main.py:12: )?.*main.* cannot be (listed|imported): DependencyScopeError: .*"
    )
    assert re.fullmatch(expected, error)


def test_an_application_that_ends_the_interpreter(tmp_path: Path) -> None:
    write(tmp_path, {"main.py": "import os\nos._exit(7)\n", "killed.py": "import os\nos.abort()\n"})
    (error,) = show(tmp_path, "main:app").errors
    assert error.endswith(" ended with status 7 before it could tell the routes of main:app")
    error = show(tmp_path, "killed:app").errors[-1]
    assert error.endswith(" was killed by signal 6 before it could tell the routes of killed:app")


def test_a_thread_that_goes_on(tmp_path: Path) -> None:
    text = "import threading, time\nthreading.Thread(target=time.sleep, args=(3600,)).start()\n"
    assert told(write(tmp_path, {"main.py": text + APP}), "main:app") == []


def needed_by(package: str) -> set[str]:
    """A package that is installed here, and all that it needs."""
    try:
        requirements = metadata.requires(package) or []
    except metadata.PackageNotFoundError:
        return set()
    names = [re.split(r"[^\w.-]", line)[0] for line in requirements if "extra ==" not in line]
    return {package}.union(*map(needed_by, names))


def make_environment(folder: Path, package: str | None = None) -> str:
    """An environment that has this package, what it needs, and nothing else."""
    venv.create(folder, with_pip=False, symlinks=True)
    site = folder / "lib" / f"python3.{sys.version_info[1]}" / "site-packages"
    for needed in needed_by(package) if package else ():
        installed = metadata.distribution(needed)
        tops = {file.parts[0] for file in installed.files or ()} - {"..", "__pycache__"}
        for top in tops:
            if not (site / top).exists():
                (site / top).symlink_to(Path(str(installed.locate_file(top))))
    return str(folder / "bin" / "python")


def test_an_environment_without_this_package(folder: Path, tmp_path: Path) -> None:
    python = make_environment(tmp_path / "env", "fastapi")
    # Not by a variable, which the application's interpreter would have, too.
    path = [entry for entry in os.environ.get("PYTHONPATH", "").split(os.pathsep) if entry]
    start = f"import sys; sys.path[:0] = {path!r}\nfrom scoped_fastapi_check.__main__ import main; main()"
    finished = subprocess.run(
        [sys.executable, "-c", start, "routes", "main:make", "--factory", "--python", python],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (finished.returncode, finished.stderr) == (0, "")
    assert re.search("GET +/made +made", finished.stdout)


def test_an_environment_without_fastapi(folder: Path, tmp_path: Path) -> None:
    python = make_environment(tmp_path / "env")
    (error,) = show(folder, "main:app", "--python", python).errors
    assert error == (
        f"error: FastAPI is not installed in {tmp_path / 'env'}; "
        "name the environment of the application with --python"
    )


def test_the_environment_of_the_project(folder: Path) -> None:
    """It is started where it is named or activated, and not because it is there."""
    make_environment(folder / ".venv", "fastapi")
    assert show(folder, "main:app", "--output", "json").stderr == ""
    named = show(folder, "main:app", "--output", "json", "--python", ".venv")
    assert len(named.routes) == 1


def test_this_command_imports_no_fastapi() -> None:
    program = "import sys, scoped_fastapi_check.cli.main; assert 'fastapi' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], check=True)
