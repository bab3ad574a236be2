"""Edit applications in the language server, compare it with cold runs, and type broken texts into it.

    python tools/edit_served.py [--checker NAME] [--seed NUMBER] [--edits NUMBER] [--texts NUMBER]

It stops at the first difference and prints it, with the application. The result is the row of the
checker and the seed in docs/trust.md.
"""

import argparse
import sys
import tempfile
from collections import Counter
from functools import partial
from pathlib import Path

from environments import ROOT
from tables import write_row

sys.path.insert(0, str(ROOT / "tests"))

from server.served_project import ServedProject
from server.shop import write_shop
from server.typing_rubbish import type_rubbish
from trust.editing import make_edits

COLUMNS = ("edits", "reports", "edits that changed the reports", "texts")


def main() -> None:
    """Make the edits, and break the texts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--checker", default="ty")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--edits", type=int, default=100)
    parser.add_argument("--texts", type=int, default=200)
    asked = parser.parse_args()
    counts: Counter[str] = Counter()
    try:
        with tempfile.TemporaryDirectory() as temporary:
            folder = write_shop(Path(temporary).resolve())
            type_rubbish(folder, asked.texts, asked.seed, counts)
        if asked.edits:
            # Half of them in a client that asks for diagnostics, half in one that is sent them.
            for asks, edits in ((True, asked.edits - asked.edits // 2), (False, asked.edits // 2)):
                served = partial(ServedProject, checker=asked.checker, asks=asks)
                make_edits(edits, asked.seed + (not asks), counts, served)
    finally:
        for name, count in sorted(counts.items()):
            print(f"{count:6} {name}")
    numbers = [str(counts[name]) for name in COLUMNS]
    write_row("served", [asked.checker, str(asked.seed), *numbers, "0"], keys=2)


if __name__ == "__main__":
    main()
