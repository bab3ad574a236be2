"""Environments that are broken in every way at once, for `--python` and for what is found by itself."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
import venv
from collections.abc import Callable, Iterator
from pathlib import Path

from scoped_fastapi_check.checkers.environment_view import readable_environment
from scoped_fastapi_check.checkers.result_cache import conditions
from scoped_fastapi_check.project.environment import (
    BadInterpreterError,
    Environment,
    choose_environment,
    read_environment,
)
from scoped_fastapi_check.project.installed_folders import python_folders
from scoped_fastapi_check.stubs.errors import StubsError
from scoped_fastapi_check.stubs.installed import find_fastapi

from .hazards import THINGS

LONG, NUL = "x" * 300, "\0"
TEXTS: dict[str, tuple[str, ...]] = {
    "pyvenv.cfg": (
        *("", "=\n=\n", "version = x.y\n", "home = \0\nversion = 3.11\n", "version = 3\n"),
        *("version = 999.999.1\nhome = /\n", f"home = /{LONG}\nversion = 3.11.1\n"),
        *("home = /proc/self\nversion = 3.11\ninclude-system-site-packages = true\n",),
        *("home = ..\nversion_info = 3.12.0.final.0\n", f"home = {'/a' * 5_000}\nversion = 3.11\n"),
        "version = \u0663.\u0661\u0661\nhome = /usr/bin\n",
    ),
    "x.pth": (
        *("/\n", "..\n.\n/proc\n", "/dev/zero\n", f"{LONG}\n", f"/{LONG}/{LONG}\n", "\ud800\n"),
        *("import os; raise SystemExit\n", "a\0b\n", "\u2028/tmp\n", "\x85\n", "/tmp\n" * 20_000),
        *(f"{'/a' * 5_000}\n", "//server/share\n", "~\n$HOME\n", "x" * 900_000),
    ),
    "__editable___x_finder.py": (
        *("MAPPING = {", "MAPPING = " + "{" * 300, "MAPPING = {'a': '/\0'}", "MAPPING = 1"),
        *(f"MAPPING = {{'{LONG}': '/tmp'}}", f"MAPPING = {{'a': '/{LONG}'}}", "MAPPING = {**{}}"),
        *("MAPPING = {'a\\0b': '/tmp'}", "MAPPING = {'../../x': '/tmp', '/etc': '/tmp', '': '/'}"),
        *("MAPPING = {'fastapi': '/dev/zero', 'b': '/proc/self/mem', 'c': '/'}", "MAPPING = ()"),
        *("MAPPING: dict = {'fastapi': '/no/such'}", "x = " + "-" * 50_000 + "1", "\0", "\udcff"),
        *("MAPPING = {'\\ud800': '/\\ud800', '\u2028': '/\u2028'}", "# coding: rot13\n"),
    ),
    "fastapi-1.dist-info/METADATA": (
        *("", "Version:\n", "Version: " + "9" * 100_000, "Version: \x1b[31m\u202e\n", "\udcff"),
        *("Version: ::error\u2028::\n", "Version: 0.1.0; rm\n", "Version: ../../x\n"),
    ),
    "fastapi/__init__.py": ("", "__version__ = 1", "__version__ = '\x1b'", "(" * 5_000, "\0"),
    "fastapi/applications.py": (
        "",
        "class FastAPI(FastAPI): ...",
        "class FastAPI:\n" * 99,
        "\udcff",
    ),
}


def broken_environment(folder: Path, chance: random.Random) -> list[str]:
    """Make an environment in a folder and break it in some ways; which those were."""
    venv.create(folder, with_pip=False, symlinks=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "fastapi").mkdir()
    (packages / "fastapi" / "__init__.py").write_text("__version__ = '0.121.0'\n")
    (packages / "fastapi-1.dist-info").mkdir()
    return [_break(folder, packages, chance) for _ in range(chance.randint(1, 4))]


def _break(folder: Path, packages: Path, chance: random.Random) -> str:
    if chance.random() < 0.5:
        name = chance.choice(sorted(TEXTS))
        place = folder / name if name == "pyvenv.cfg" else packages / name
        number = chance.randrange(len(TEXTS[name]))
        text = TEXTS[name][number]
        _write(place, lambda place: place.write_text(text, "utf-8", "surrogatepass"))
        return f"{name} has text {number}"
    names = ["", "bin", "bin/python", "lib", packages.parent.relative_to(folder), "pyvenv.cfg"]
    names += [packages.relative_to(folder), f"{packages.relative_to(folder)}/fastapi", "Lib"]
    place = folder / str(chance.choice(names))
    if chance.random() < 0.5:
        place = packages / chance.choice([*sorted(TEXTS)[1:], "fastapi-1.dist-info", "y.pth"])
    thing = chance.choice(sorted(THINGS))
    _write(place, THINGS[thing])
    return f"{place.relative_to(folder)} is {thing}"


def _write(place: Path, make: Callable[[Path], object]) -> None:
    """Put something there, if what was broken before leaves room for it."""
    try:
        if place.is_symlink() or place.is_file():
            place.unlink()
        elif place.exists():
            shutil.rmtree(place)
        make(place)
    except OSError:
        return


def troubles(random_seed: int) -> Iterator[str]:
    """Break an environment, and tell whatever does not end as it should."""
    chance = random.Random(random_seed)
    folder = Path(tempfile.mkdtemp(prefix="broken-")).resolve()
    try:
        made = folder / ".venv"
        ways = broken_environment(made, chance)
        for place in (made, made / "bin" / "python", made / "lib"):
            for what in _tried(str(place), folder):
                yield f"seed {random_seed}: {', '.join(ways)}: {place.name}: {what}"
    finally:
        _remove(folder)


def _tried(place: str, folder: Path) -> Iterator[str]:
    try:
        environment = read_environment(place)
    except BadInterpreterError as error:
        if len(str(error).splitlines()) != 1:
            yield f"it is said in many lines: {error}"
        return
    except Exception as error:  # Any other is what is looked for.
        yield f"reading it: {error!r}"
        return
    for act in (_look, _find, _choose):
        try:
            act(environment, folder)
        except StubsError as error:
            if len(str(error).splitlines()) != 1:
                yield f"it is said in many lines: {error}"
        except Exception as error:
            yield f"{act.__name__}: {error!r}"


def _look(environment: Environment, folder: Path) -> None:
    own = Path(tempfile.mkdtemp(dir=folder))
    readable_environment(environment, folder, own)
    conditions("/bin/true", environment, folder)
    environment.installed_names()
    assert isinstance(environment.has_fastapi, bool)
    python_folders(environment.prefix)


def _find(environment: Environment, folder: Path) -> None:
    found = find_fastapi(environment)
    assert len(found.version.splitlines()) == 1
    assert found.modules.keys()
    assert not found.can_import("no.such.module")


def _choose(environment: Environment, folder: Path) -> None:
    choose_environment(None, folder, folder, lambda _: None)


def _remove(folder: Path) -> None:
    for root, names, _ in os.walk(folder):
        for name in names:
            inner = Path(root, name)
            if not inner.is_symlink():
                inner.chmod(0o700)
    shutil.rmtree(folder, ignore_errors=True)
