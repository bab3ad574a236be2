"""Run the tests over versions of Python, FastAPI and the checkers, and write down what came of it.

    python tools/versions.py [--python VERSION ...] [--fastapi VERSION ...] [--checker NAME ...]
                             [--newest]

Each combination has an environment of its own, which uv makes and which is kept. Of each Python and
FastAPI the tests of the runtime are run, and FastAPI shows what it does with the conformance programs;
of each Python and checker, the oldest and the newest that is supported, all of these programs are checked.
The results are rows of docs/trust.md. Options name what is to be run instead of everything;
`--newest` takes the newest of everything that PyPI has, and writes nothing.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from environments import CACHE, ROOT
from tables import write_row

PYTHONS = ("3.11", "3.12", "3.13")
NEWEST = "newest"
FASTAPIS = (
    "0.121.0",  # the oldest that is supported: the first with a scope for dependencies
    "0.128.8",
    "0.136.3",  # the last that copies the routes of an included router
    "0.137.0",  # the first that does not
    "0.137.2",  # the first with a public function for contexts of inclusions
    "0.143.0",  # the last whose contexts of websockets are empty
    NEWEST,
)
CHECKERS = ("mypy", "ty", "zuban", "pyrefly", "pyright", "basedpyright")
NEEDED = (
    "aiosqlite",
    "anyio",
    "h11",
    "httpx",
    "httpx2",
    "hypothesis",
    "jinja2",
    "pydantic-settings",
    "pytest",
    "python-multipart",
    "requests",
    "sqlalchemy[asyncio]",
    "sqlmodel",
    "trio",
)
RUNTIME = ("tests/runtime", "tests/conformance/test_fastapi.py")
SUMMARY = re.compile(r"\d+ (?:passed|failed|error)[^\n]*")


@dataclass(frozen=True)
class Combination:
    """What is tried together: a Python, and one package in one version."""

    python: str
    package: str
    version: str

    @property
    def requirement(self) -> str:
        """The package, as it is installed."""
        return self.package if self.version == NEWEST else f"{self.package}=={self.version}"

    @property
    def tests(self) -> list[str]:
        """The arguments for pytest."""
        if self.package == "fastapi":
            return list(RUNTIME)
        if self.package == "mypy":
            return ["tests/conformance/test_mypy_plugin.py", "-k", "not however_mypy_runs"]
        return ["tests/conformance/test_check_command.py", "-k", f"[{self.package}-"]

    @property
    def folder(self) -> Path:
        """Where its environment is kept; what is newest today may not be so tomorrow."""
        return CACHE / f"python-{self.python}-{self.package}-{self.version}"


def interpreter(version: str) -> str:
    """Return a Python of a version: this one, one of pyenv, or one on the path."""
    installed = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))
    for found in (sys.executable, *map(str, installed), shutil.which(f"python{version}")):
        if found is None:
            continue
        asked = [found, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
        if done.stdout.strip() == version:
            return found
    raise SystemExit(f"there is no Python {version}: install it, with pyenv for example")


def environment(wanted: Combination) -> Path:
    """Return the interpreter of an environment, which is made if it is not there or lacks something."""
    folder, python = wanted.folder, wanted.folder / "bin" / "python"
    done = folder / "complete"
    needed = ["-e", f"{ROOT}[check]", wanted.requirement, *NEEDED]
    is_made = done.exists() and done.read_text(encoding="utf-8").splitlines() == needed
    if wanted.version == NEWEST or not is_made:
        print(f"making {folder} ...", file=sys.stderr)
        uv = [sys.executable, "-m", "uv"]
        create = [*uv, "venv", "--quiet", "--clear", "--python", interpreter(wanted.python)]
        subprocess.run([*create, str(folder)], check=True)
        install = [*uv, "pip", "install", "--quiet", "--python", str(python)]
        subprocess.run([*install, *needed], check=True)
        done.write_text("\n".join(needed), encoding="utf-8")
    return python


def version_in(python: Path, package: str) -> str:
    """The version that an environment holds."""
    asked = f"import importlib.metadata as m; print(m.version({package!r}))"
    command = [str(python), "-c", asked]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def run(python: Path, tests: list[str]) -> subprocess.CompletedProcess[str]:
    """Run some of the tests with the interpreter of an environment, without what is for the suite alone."""
    options = ["-q", "-m", "", "-p", "no:cacheprovider", "-W", "ignore"]
    config = ["-c", os.devnull, "--rootdir", str(ROOT)]
    return subprocess.run(
        [str(python), "-m", "pytest", *tests, *options, *config],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def oldest(checker: str) -> str:
    """The oldest version of a checker that `check` and the plugin accept."""
    sys.path[:0] = [str(ROOT / "checker"), str(ROOT / "mypy_plugin")]
    from scoped_fastapi_check.checkers.server_specs import SERVERS
    from scoped_fastapi_mypy import OLDEST_MYPY

    numbers = {spec.name: spec.oldest for spec in SERVERS} | {"mypy": OLDEST_MYPY}
    return ".".join(map(str, (*numbers[checker], 0)[:3]))


def combinations(asked: argparse.Namespace) -> Iterator[Combination]:
    """What is to be run."""
    for python in asked.python or PYTHONS:
        for fastapi in asked.fastapi or ([] if asked.checker else FASTAPIS):
            yield Combination(python, "fastapi", NEWEST if asked.newest else fastapi)
        for checker in asked.checker or ([] if asked.fastapi else CHECKERS):
            for version in (NEWEST,) if asked.newest else (oldest(checker), NEWEST):
                yield Combination(python, checker, version)


def main() -> int:
    """Run what is asked for; the status is 1 if anything failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--python", action="append", help="only this one")
    parser.add_argument("--fastapi", action="append", help="only this version")
    parser.add_argument("--checker", action="append", choices=CHECKERS, help="only this one")
    parser.add_argument("--newest", action="store_true", help="today's releases alone")
    asked = parser.parse_args()
    has_failed = False
    for wanted in dict.fromkeys(combinations(asked)):
        python = environment(wanted)
        version = version_in(python, wanted.package)
        finished = run(python, wanted.tests)
        has_failed |= finished.returncode != 0
        found = SUMMARY.findall(finished.stdout)
        result = re.sub(r", \d+ deselected| in .*", "", found[-1]) if found else "did not run"
        row = (wanted.python, wanted.package, version, result)
        print("Python {}, {} {}: {}".format(*row), flush=True)
        if finished.returncode:
            print(finished.stdout[-4000:], finished.stderr[-1000:])
        if not asked.newest:
            write_row("versions", row, keys=3)
    return 1 if has_failed else 0


if __name__ == "__main__":
    sys.exit(main())
