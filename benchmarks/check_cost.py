"""What `scoped-fastapi check --checker mypy` costs, next to mypy with the plugin on the same code.

Run with `python benchmarks/check_cost.py [--rounds N] [--modules N ...] [--write]`. Both take turns,
each with a cache of its own; a second run is one on an unchanged application. `--write` puts the
table into docs/performance.md. Exits 1 when something is over its limit.
"""

import argparse
import os
import sys
import tempfile
from functools import partial
from pathlib import Path

from applications import DENSE, PACKAGE, write_application
from measuring import ROOT, Comparison, Cost, cost_of, in_turns, without, write_section

LIMIT = 1.1
SECOND_RUN_LIMIT = 5.0
CONFIG = "mypy.ini"
PAGE = ROOT / "docs/performance.md"
HEAD = (
    "| modules | routes | mypy with the plugin | check | second run: mypy | second run: check |\n"
    "|---|---|---|---|---|---|\n"
)


def check(folder: Path, *, cold: bool) -> Cost:
    """Check the application with the command."""
    caches = folder / "caches"
    if cold:
        without(caches)
    os.environ["XDG_CACHE_HOME"] = str(caches)
    command = [sys.executable, "-m", "scoped_fastapi_check", "check", "--checker", "mypy"]
    return cost_of([*command, PACKAGE], folder)


def mypy(folder: Path, *, cold: bool) -> Cost:
    """Check the application with mypy and the plugin."""
    if cold:
        without(folder / "cache")
    command = [sys.executable, "-m", "mypy", "--config-file", CONFIG, "--cache-dir", "cache"]
    return cost_of([*command, PACKAGE], folder)


def compare(folder: Path, rounds: int, *, cold: bool) -> Comparison:
    return in_turns(partial(check, folder, cold=cold), partial(mypy, folder, cold=cold), rounds)


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure what the command costs.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--modules", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument("--write", action="store_true", help="into docs/performance.md")
    arguments = parser.parse_args()
    rows, is_within = "", True
    print(HEAD, end="")
    with tempfile.TemporaryDirectory() as temporary:
        for modules in arguments.modules:
            folder = Path(temporary, str(modules))
            routes = write_application(folder, modules, round(modules * DENSE)).routes
            (folder / CONFIG).write_text(
                "[mypy]\nplugins = scoped_fastapi_mypy\n", encoding="utf-8"
            )
            check(folder, cold=True)  # Compiles what is imported.
            first = compare(folder, arguments.rounds, cold=True)
            second = compare(folder, arguments.rounds, cold=False)
            cells = (
                *(f"{modules}", f"{routes}"),
                *(f"{first.peer_seconds:.1f} s", f"{first.ratio:.2f}"),
                *(f"{second.peer_seconds:.2f} s", f"{second.seconds:.2f} s"),
            )
            rows += f"| {' | '.join(cells)} |\n"
            print(rows.splitlines()[-1], flush=True)
            is_within &= first.ratio <= LIMIT and second.seconds <= SECOND_RUN_LIMIT
    if arguments.write:
        write_section(PAGE, "check", f"\n{HEAD}{rows}\n")
    return 0 if is_within else 1


if __name__ == "__main__":
    sys.exit(main())
