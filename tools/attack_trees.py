"""Run every command in hostile trees, and write down how many went wrong.

    python tools/attack_trees.py [--hazard PATTERN] [--command PATTERN] [--seed NUMBER] [--seconds NUMBER]

A tree holds one hazard: a FIFO, a device or a file without end in the place of a configuration, names
that are commands, links in circles. Without `--seed` all of those whose names match the patterns are tried with
all commands, which takes hours; with it some, in another order for each number, until the time is over. What goes
wrong is printed: a hang, a traceback, a status that is not documented, code of the tree that has run,
something that was written outside. The result is the row of the seed in docs/trust.md.
"""

import argparse
import random
import re
import sys
import time

from environments import ROOT
from tables import write_row

sys.path.insert(0, str(ROOT / "tests"))

from security.hazards import hazards
from security.sweep import COMMANDS, SECONDS, faults


def main() -> int:
    """Attack; the status is 1 if anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--hazard", default="")
    parser.add_argument("--command", default="")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--seconds", type=float, default=600, help="the time for all of it")
    parser.add_argument("--patience", type=float, default=SECONDS, help="the time for a command")
    asked = parser.parse_args()
    pairs = [
        (hazard, make, command)
        for hazard, make in hazards()
        for command in COMMANDS
        if re.search(asked.hazard, hazard) and re.search(asked.command, command)
    ]
    end = float("inf")
    if asked.seed is not None:
        random.Random(asked.seed).shuffle(pairs)
        end = time.monotonic() + asked.seconds
    tried, trees, wrong = 0, set[str](), 0
    for hazard, make, command in pairs:
        if time.monotonic() > end:
            break
        tried += 1
        trees.add(hazard)
        for _, fault in faults(make, [command], asked.patience):
            wrong += 1
            print(f"{hazard}: {command}: {fault}", flush=True)
    print(f"{tried} commands in {len(trees)} trees of {len(pairs)}, {wrong} went wrong")
    if asked.seed is not None:
        write_row("trees", [str(asked.seed), str(len(trees)), str(tried), str(wrong)])
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
