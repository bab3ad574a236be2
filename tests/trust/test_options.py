"""However mypy is started, and told what to check, the plugin reports the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .mypy_runs import CONFIGURATION, Daemon, Mypy

FILES = {
    "shop/__init__.py": "",
    "shop/main.py": """\
import sys

from fastapi import Depends, FastAPI

from shop import deps
from shop.deps import NumberDep
from parts.inner.routes import router

app = FastAPI()
app.include_router(router, prefix="/{owner}")


@app.get("/a")
def a(user: deps.User = Depends(deps.get_number)) -> None: ...


@app.get("/b")
def b(number: NumberDep) -> None: ...


@app.get("/c", status_code=deps.NOTHING)
def c() -> int:
    return 1


if sys.platform == "win32":

    @app.get("/d")
    def d(user: deps.User = Depends(deps.get_number)) -> None: ...


if sys.version_info >= (3, 99):

    @app.get("/e")
    def e(user: deps.User = Depends(deps.get_number)) -> None: ...


@app.get("/anybody/r")
def hidden_by_another_module() -> None: ...
""",
    "shop/deps.py": """\
from typing import Annotated

from fastapi import Depends
from pydantic import BaseModel


class User(BaseModel):
    name: str


def get_number() -> int:
    return 1


NOTHING = 204
NumberDep = Annotated[str, Depends(get_number)]
""",
    # Packages without an __init__.py.
    "parts/inner/routes.py": """\
from fastapi import APIRouter
from shop.deps import User

router = APIRouter()


@router.get("/r", response_model=User)
def r() -> int:
    return 1
""",
}
EXPECTED = [
    ("parts/inner/routes.py", 8, "fastapi-response-model"),
    ("shop/deps.py", 16, "fastapi-depends"),
    ("shop/main.py", 14, "fastapi-depends"),
    ("shop/main.py", 22, "fastapi-no-body"),
    ("shop/main.py", 38, "fastapi-path"),
]
TYPES = "ignore_missing_imports = true\nnamespace_packages = true\n"
BY_FILE = ("shop", "parts")
BASES = ("--explicit-package-bases",)

WAYS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "as usual": (BASES, BY_FILE),
    "two workers": ((*BASES, "-n", "2"), BY_FILE),
    "the old parser": ((*BASES, "--no-native-parser"), BY_FILE),
    "an older Python": ((*BASES, "--python-version", "3.10"), BY_FILE),
    "another platform": ((*BASES, "--platform", "linux"), BY_FILE),
    "silent imports": ((*BASES, "--follow-imports", "silent"), BY_FILE),
    "a fine-grained cache": ((*BASES, "--cache-fine-grained"), BY_FILE),
    "packages": ((), ("--package", "shop", "--package", "parts")),
    "modules": ((), ("-m", "shop.main", "-m", "shop.deps", "-m", "parts.inner.routes")),
    "files": (BASES, ("shop/main.py", "shop/deps.py", "parts/inner/routes.py")),
    "the whole folder": (BASES, (".",)),
    "the long way round": (BASES, ("./shop/../shop", "parts/./inner/routes.py")),
    "with columns": ((*BASES, "--show-column-numbers", "--show-error-end"), BY_FILE),
}


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache with what the application imports; where options make it of no use, mypy reads all of that again."""
    folder = tmp_path_factory.mktemp("libraries")
    (folder / "imports.py").write_text("import fastapi, pydantic\n")
    (folder / "mypy.ini").write_text(CONFIGURATION + TYPES)
    Mypy("", BASES, folder / ".cache").check(folder, ["imports.py"])
    return folder / ".cache"


@pytest.fixture
def folder(tmp_path: Path, libraries: Path) -> Path:
    shutil.copytree(libraries, tmp_path / ".cache")
    for name, text in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (tmp_path / "mypy.ini").write_text(CONFIGURATION + TYPES)
    return tmp_path


def reports(lines: list[str], folder: Path) -> list[tuple[str, int, str]]:
    found: list[tuple[str, int, str]] = []
    for line in lines:
        if ": error: " in line and "[fastapi-" in line:
            place, _, _ = line.partition(": error: ")
            path, number, *_ = place.removeprefix(f"{folder}/").split(":")
            found.append((path, int(number), line.rpartition("[")[2].rstrip("]")))
    return sorted(found)


@pytest.mark.parametrize("way", WAYS)
def test_a_way(folder: Path, way: str) -> None:
    options, targets = WAYS[way]
    mypy = Mypy(way, options, folder / ".cache")
    cold, warm = mypy.check(folder, targets), mypy.check(folder, targets)
    assert reports(cold, folder) == EXPECTED, cold
    assert warm == cold


def test_a_platform_with_other_code(folder: Path) -> None:
    """What mypy takes for unreachable is not checked, by the rules either."""
    mypy = Mypy("", (*BASES, "--platform", "win32"), folder / ".cache")
    found = reports(mypy.check(folder, BY_FILE), folder)
    assert found == sorted([*EXPECTED, ("shop/main.py", 29, "fastapi-depends")])


def test_one_module_without_the_others(folder: Path) -> None:
    """What is only imported is checked, too, and what nobody imports is not."""
    mypy = Mypy("", BASES, folder / ".cache")
    assert reports(mypy.check(folder, ("-m", "shop.deps")), folder) == EXPECTED[1:2]


def test_the_daemon_after_a_cache_that_others_wrote(folder: Path) -> None:
    """It says nothing of what it finds in the cache, of mypy's own errors neither; of what is edited, all."""
    main = folder / "shop" / "main.py"
    main.write_text(main.read_text() + "\nx: int = 'a'\n")
    Mypy("", (*BASES, "--cache-fine-grained"), folder / ".cache").check(folder, BY_FILE)
    cache = ("--cache-dir", str(folder / ".cache"), "--use-fine-grained-cache")
    daemon = Daemon("daemon", folder / "status.json", (*BASES, *cache))
    try:
        files = sorted(FILES)
        assert daemon.check(folder, files) == []
        main.write_text(main.read_text() + "\n")
        found = daemon.check(folder, files)
        assert [line for line in found if "[assignment]" in line]
        assert set(EXPECTED[2:]) <= set(reports(found, folder))
    finally:
        daemon.stop()
