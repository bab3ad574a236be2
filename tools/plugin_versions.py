"""Run the conformance programs over versions of Python, mypy and FastAPI, and write down the result.

    python tools/plugin_versions.py [--python VERSION] [--mypy VERSION] [--fastapi VERSION]

Each combination has an environment of its own, which uv makes and which is kept. Without options all
of them are run, with options only what they name; the result is a row in docs/trust.md.
"""

import argparse
import itertools
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from environments import CACHE, ROOT
from tables import write_row

PYTHONS = ("3.11", "3.12", "3.13")
MYPYS = ("2.4.0", "2.4.1")  # All there are of what is supported: the oldest and the newest.
FASTAPIS = (
    "0.121.0",  # the oldest that is supported
    "0.148.0",
    "0.165.0",  # the newest
)
NEEDED = ("h11", "httpx", "pytest", "python-multipart", "sqlalchemy", "typing-extensions")
SUMMARY = re.compile(r"\d+ (?:passed|failed|error)[^\n]*")


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


def environment(python: str, mypy: str, fastapi: str) -> Path:
    """Return the interpreter of an environment, which is made if it is not there."""
    folder = CACHE / f"python-{python}-mypy-{mypy}-fastapi-{fastapi}"
    done = folder / "complete"
    if not done.exists():
        print(f"making {folder} ...", file=sys.stderr)
        uv = [sys.executable, "-m", "uv"]
        create = [*uv, "venv", "--quiet", "--clear", "--python", interpreter(python), str(folder)]
        subprocess.run(create, check=True)
        wanted = [f"mypy=={mypy}", f"fastapi=={fastapi}", *NEEDED]
        install = [*uv, "pip", "install", "--quiet", "--python", str(folder / "bin" / "python")]
        subprocess.run([*install, *wanted], check=True)
        done.touch()
    return folder / "bin" / "python"


def run(python: Path) -> subprocess.CompletedProcess[str]:
    """Check the programs, from an empty cache and from a warm one."""
    tests = ROOT / "tests" / "conformance" / "test_mypy_plugin.py"
    command = [str(python), "-m", "pytest", str(tests), "-q", "-k", "not however_mypy_runs"]
    sources = os.pathsep.join(str(ROOT / name) for name in (".", "checker", "mypy_plugin"))
    return subprocess.run(
        [*command, "-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", str(ROOT)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": sources},
        capture_output=True,
        text=True,
        check=False,
    )


def main() -> int:
    """Run what is asked for; the status is 1 if anything failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--python", action="append")
    parser.add_argument("--mypy", action="append")
    parser.add_argument("--fastapi", action="append")
    asked = parser.parse_args()
    chosen = (asked.python or PYTHONS, asked.mypy or MYPYS, asked.fastapi or FASTAPIS)
    has_failed = False
    for versions in itertools.product(*chosen):
        finished = run(environment(*versions))
        has_failed |= finished.returncode != 0
        found = SUMMARY.findall(finished.stdout)
        result = re.sub(r", \d+ deselected| in .*", "", found[-1]) if found else "did not run"
        write_row("versions", (*versions, result), keys=len(versions))
        print("Python {}, mypy {}, FastAPI {}: {}".format(*versions, result), flush=True)
        if finished.returncode:
            print(finished.stdout[-4000:], finished.stderr[-1000:])
    return 1 if has_failed else 0


if __name__ == "__main__":
    sys.exit(main())
