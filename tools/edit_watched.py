"""Edit small applications, compare `check --watch` with cold runs, and write down the result.

    python tools/edit_watched.py [--checker NAME] [--seed NUMBER] [--edits NUMBER]

It stops at the first difference and prints it, with the application. The result is the row of the
checker and the seed in docs/trust.md.
"""

import argparse
import sys
from collections import Counter
from functools import partial

from environments import ROOT
from tables import write_row

sys.path.insert(0, str(ROOT))

from tests.trust.editing import make_edits
from tests.trust.watched_project import WatchedProject

COLUMNS = ("edits", "reports", "edits that changed the reports")


def main() -> None:
    """Make the edits."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--checker", default="ty")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--edits", type=int, default=100)
    asked = parser.parse_args()
    counts: Counter[str] = Counter()
    try:
        make_edits(asked.edits, asked.seed, counts, partial(WatchedProject, checker=asked.checker))
    finally:
        for name, count in sorted(counts.items()):
            print(f"{count:6} {name}")
    numbers = [str(counts[name]) for name in COLUMNS]
    write_row("watched", [asked.checker, str(asked.seed), *numbers, "0"], keys=2)


if __name__ == "__main__":
    main()
