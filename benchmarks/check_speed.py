"""What `scoped-fastapi check` costs under each checker, next to the checker's own run on the same code.

Run with `python benchmarks/check_speed.py [--rounds N] [--modules N] [--routes N] [--checkers NAME ...]
[--write]`. Both take turns; `--write` puts the table into docs/performance.md. Exits 1 when something
is over its limit.
"""

import argparse
import os
import sys
import tempfile
from functools import partial
from pathlib import Path

from applications import PACKAGE, write_application
from measuring import ROOT, Cost, cost_of, in_turns, write_section

PYTHON = sys.executable
# What `check` may cost, as a multiple of the checker's own run.
LIMITS = {"ty": 1.6, "pyrefly": 1.35, "zuban": 2.5, "pyright": 0.8, "basedpyright": 0.8}
OWN_RUNS = {
    "ty": ["ty", "check", "--python", PYTHON, PACKAGE],
    "pyrefly": [
        "pyrefly",
        "check",
        "--search-path",
        ".",
        "--python-interpreter-path",
        PYTHON,
        PACKAGE,
    ],
    "zuban": ["zuban", "check", "--python-executable", PYTHON, PACKAGE],
    "pyright": ["pyright", "--pythonpath", PYTHON, PACKAGE],
    "basedpyright": ["basedpyright", "--level", "error", "--pythonpath", PYTHON, PACKAGE],
}
PAGE = ROOT / "docs/performance.md"
HEAD = (
    "| checker | its own run | check | ratio | second run | after an edit of one module |\n"
    "|---|---|---|---|---|---|\n"
)


def check(folder: Path, checker: str, *options: str) -> Cost:
    """Check the application with the command."""
    os.environ["XDG_CACHE_HOME"] = str(folder / "caches")
    command = [PYTHON, "-m", "scoped_fastapi_check", "check", "--checker", checker, *options]
    return cost_of([*command, PACKAGE], folder)


def own_run(folder: Path, checker: str) -> Cost:
    """Check the application with the checker alone."""
    return cost_of(
        [str(Path(PYTHON).with_name(OWN_RUNS[checker][0])), *OWN_RUNS[checker][1:]], folder
    )


def after_an_edit(folder: Path, checker: str) -> Cost:
    """Check the application when a module with routes has changed since the last time."""
    module = min((folder / PACKAGE).glob("*/routes.py"))
    text = module.read_text(encoding="utf-8")
    module.write_text(f"{text}\nadded: int = 1\n", encoding="utf-8")
    cost = check(folder, checker)
    module.write_text(text, encoding="utf-8")
    return cost


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure what the command costs by checker.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--modules", type=int, default=300)
    parser.add_argument("--routes", type=int, default=1000)
    parser.add_argument("--checkers", nargs="+", default=list(LIMITS), choices=list(LIMITS))
    parser.add_argument("--write", action="store_true", help="into docs/performance.md")
    arguments = parser.parse_args()
    rows, is_within = "", True
    print(HEAD, end="")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        write_application(folder, arguments.modules, arguments.routes)
        for checker in arguments.checkers:
            found = in_turns(
                partial(check, folder, checker, "--no-cache"),
                partial(own_run, folder, checker),
                arguments.rounds,
            )
            check(folder, checker)
            second, edited = check(folder, checker), after_an_edit(folder, checker)
            cells = (
                checker,
                *(f"{found.peer_seconds:.1f} s", f"{found.seconds:.1f} s", f"{found.ratio:.2f}"),
                *(f"{second.seconds:.1f} s", f"{edited.seconds:.1f} s"),
            )
            rows += f"| {' | '.join(cells)} |\n"
            print(rows.splitlines()[-1], flush=True)
            is_within &= found.ratio <= LIMITS[checker]
    if arguments.write:
        write_section(PAGE, "checkers", f"\n{HEAD}{rows}\n")
    return 0 if is_within else 1


if __name__ == "__main__":
    sys.exit(main())
