"""Have mypy with the plugin check sources that are no applications, and write down what came of it.

    python tools/check_sources.py [NAME ...]

Packages are copied from this environment and from Python's own library, so that mypy takes them for
code of ours. The result is a row in docs/trust.md.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from environments import ROOT
from tables import write_row

SOURCES = {
    "mypy": ("mypy",),
    "FastAPI, Starlette, pydantic": ("fastapi", "starlette", "pydantic"),
    "Python's library": (
        *("asyncio", "collections", "concurrent", "ctypes", "curses", "dbm", "email", "encodings"),
        *("html", "http", "importlib", "json", "logging", "multiprocessing", "re", "sqlite3"),
        *("tomllib", "unittest", "urllib", "wsgiref", "xml", "xmlrpc", "zoneinfo"),
    ),
}
REPORT = re.compile(r": error: .*\[fastapi-[a-z-]+\]$")
TROUBLE = ("INTERNAL ERROR", "please report it", "scoped_fastapi_mypy 0")


def copied(packages: tuple[str, ...], folder: Path) -> int:
    """Copy packages below one called `checked`, and return how many files that are."""
    (folder / "checked").mkdir()
    (folder / "checked" / "__init__.py").touch()
    for name in packages:
        found = importlib.util.find_spec(name)
        if found is None or not found.submodule_search_locations:
            raise SystemExit(f"{name} is no package of this Python")
        shutil.copytree(
            found.submodule_search_locations[0],
            folder / "checked" / name,
            ignore=lambda _, names: [n for n in names if not n.endswith(".py") and "." in n],
            ignore_dangling_symlinks=True,
        )
    return len(list(folder.rglob("*.py")))


def check(folder: Path) -> str:
    """Return what mypy prints about a folder."""
    (folder / "mypy.ini").write_text(
        "[mypy]\nplugins = scoped_fastapi_mypy\nignore_missing_imports = true\n"
        "check_untyped_defs = true\nexclude = (test|lib2to3|typeshed|/tests/)\n",
        "utf-8",
    )
    sources = os.pathsep.join(str(ROOT / name) for name in (".", "checker", "mypy_plugin"))
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--no-incremental", "checked"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": sources},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout


def main() -> int:
    """Check all sources, or those that are named; the status is 1 if anything broke down."""
    has_failed = False
    for name, packages in SOURCES.items():
        if len(sys.argv) > 1 and name not in sys.argv[1:]:
            continue
        with tempfile.TemporaryDirectory() as folder:
            files = copied(packages, Path(folder))
            output = check(Path(folder))
        lines = output.splitlines()
        trouble = [line for line in lines if any(words in line for words in TROUBLE)]
        reports = [line for line in lines if REPORT.search(line)]
        print(*trouble, *reports, f"{name}: {lines[-1] if lines else 'no output'}", sep="\n")
        write_row("sources", (name, str(files), str(len(trouble)), str(len(reports))))
        has_failed |= bool(trouble)
    return 1 if has_failed else 0


if __name__ == "__main__":
    sys.exit(main())
