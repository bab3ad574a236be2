"""Edit small applications, compare warm runs of mypy with cold ones, and write down the result.

    python tools/edit_applications.py [--seed NUMBER] [--edits NUMBER]

It stops at the first difference and prints it, with the edits that led there. The result is the row
of the seed in docs/trust.md.
"""

import argparse
import sys
from collections import Counter

from environments import ROOT
from tables import write_row

sys.path.insert(0, str(ROOT))

from tests.trust.editing import make_edits

COLUMNS = ("edits", "reports", "edits that changed the reports", "the daemon itself wrong")


def main() -> None:
    """Make the edits."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--edits", type=int, default=100)
    asked = parser.parse_args()
    counts: Counter[str] = Counter()
    try:
        make_edits(asked.edits, asked.seed, counts)
    finally:
        for name, count in sorted(counts.items()):
            print(f"{count:6} {name}")
    write_row("edits", [str(asked.seed), *(str(counts[name]) for name in COLUMNS), "0"])


if __name__ == "__main__":
    main()
