"""Run tests with Python 3.14, on machines that have no Python 3.14.

    python tools/python314.py [PYTEST_ARGUMENT ...]

Without arguments: the tests of the runtime, and those of the model and the rules. The npm
package `pyodide` is CPython 3.14 as WebAssembly, which runs in Node, and PyPI has pydantic-core for
it. Sockets, processes and threads do not work there: see `python314_in_node/fakes.py` for what
stands in for them. Ends with pytest's status, or with 77 and a reason where Node, npm or the packages
cannot be had. What is downloaded, 12 MB, stays in a folder of the user's.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from environments import ROOT

PYODIDE = "314.0.7"
PACKAGES = ("anyio", "fastapi", "hypothesis", "packaging", "pytest", "python-multipart", "trio")
PLATFORM = "pyemscripten_2026_0_wasm32"
TESTS = ("tests/runtime", "tests/unit")
SKIPPED = 77

NODE_FOLDER = Path(__file__).resolve().parent / "python314_in_node"


class CannotRunError(Exception):
    """There is no Python 3.14 to run the tests with, and this is why."""


def cache() -> Path:
    """Return the folder for what is downloaded."""
    given = os.environ.get("SCOPED_FASTAPI_CACHE")
    if given:
        return Path(given) / "python314"
    caches = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(caches) / "scoped-fastapi-python314"


def pyodide_in(folder: Path) -> Path:
    """Return the folder of the npm package, downloaded if it is not there.

    Raises:
        CannotRunError: there is no npm, or it cannot have the package.
    """
    package = folder / f"pyodide-{PYODIDE}" / "node_modules" / "pyodide"
    if not (package / "pyodide.asm.wasm").exists():
        npm = _program("npm")
        _download(
            [npm, "install", "--silent", "--prefix", _made(package.parents[1]), _PYODIDE_SPEC]
        )
    return package


def packages_in(folder: Path) -> Path:
    """Return the folder of the packages for that Python, downloaded if it is not there.

    Raises:
        CannotRunError: there is no pip, or it cannot have the packages.
    """
    site = folder / f"site-{PYODIDE}-{'-'.join(PACKAGES)}"
    if not site.exists():
        partial = site.with_name(f"{site.name}.partial")
        shutil.rmtree(partial, ignore_errors=True)
        python = ["--python-version", "3.14", "--implementation", "cp", "--abi", "cp314"]
        platform = ["--abi", "none", "--platform", PLATFORM, "--platform", "any"]
        options = ["--quiet", "--only-binary=:all:", "--target", str(partial)]
        _download([*_pip(), "install", *options, *python, *platform, *PACKAGES])
        partial.rename(site)
    return site


_PYODIDE_SPEC = f"pyodide@{PYODIDE}"


def _pip() -> list[str]:
    """Return a command that runs pip: the environment's, or one that uv fetches for it."""
    command = [sys.executable, "-m", "pip"]
    has_pip = subprocess.run([*command, "--version"], capture_output=True, check=False)
    if has_pip.returncode == 0:
        return command
    return [sys.executable, "-m", "uv", "tool", "run", "pip"]


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise CannotRunError(f"there is no {name} on this machine")
    return found


def _made(folder: Path) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder)


def _download(command: Sequence[str]) -> None:
    print(f"downloading: {' '.join(command)}", file=sys.stderr)
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    if finished.returncode:
        said = (finished.stderr or finished.stdout).strip()
        raise CannotRunError(f"{' '.join(command)} failed: {said}")


def command(arguments: Sequence[str]) -> list[str]:
    """Return the command that runs pytest there; the packages are downloaded if they are missing.

    Raises:
        CannotRunError: there is no Python 3.14 to be had.
    """
    node = _program("node")
    pyodide = pyodide_in(cache())
    folders = [packages_in(cache()), NODE_FOLDER, ROOT, ROOT / "checker", ROOT / "mypy_plugin"]
    options = ["-c", os.devnull, "--rootdir", str(ROOT), "-W", "ignore", "-p", "fakes"]
    # There are no signals, and the cache folder of the project is another Python's.
    without = ["-p", "no:faulthandler", "-p", "no:cacheprovider"]
    runner = [node, str(NODE_FOLDER / "run.mjs"), str(pyodide), os.pathsep.join(map(str, folders))]
    return [*runner, str(ROOT), *options, *without, *arguments]


def main() -> int:
    """Run the tests that are given."""
    try:
        run = command(sys.argv[1:] or ["-q", *TESTS])
    except CannotRunError as error:
        print(f"skipped, Python 3.14 was not run: {error}")
        return SKIPPED
    return subprocess.run(run, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
