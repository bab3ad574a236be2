"""Have mypy and its daemon check mutated programs, and write down how many broke something.

    python tools/mutate_programs.py [--seed NUMBER] [--seconds NUMBER]

The programs are the conformance programs, broken in the ways in which they are while somebody works
on them. What breaks down is printed with its program. The result is the row of the seed in
docs/trust.md.
"""

import argparse
import sys
import time
from collections.abc import Iterator

from environments import ROOT
from tables import write_row

sys.path.insert(0, str(ROOT))

from tests.trust.fuzzing import fuzz, programs


def for_a_while(made: Iterator[str], seconds: float) -> Iterator[str]:
    """Pass programs on until the time is over."""
    end = time.monotonic() + seconds
    for program in made:
        if time.monotonic() > end:
            return
        yield program


def main() -> int:
    """Run the campaign; the status is 1 if anything broke down."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=240)
    asked = parser.parse_args()
    fuzzer = fuzz(for_a_while(programs(asked.seed), asked.seconds))
    for crash, program in fuzzer.failures:
        print("=" * 80, crash, "-" * 80, program, sep="\n")
    counts = (asked.seed, fuzzer.checked, fuzzer.readable, fuzzer.of_mypy, len(fuzzer.failures))
    print(
        "seed {}: {} programs, {} in batches too, mypy broke down over {}, we over {}".format(
            *counts
        )
    )
    write_row("mutations", [str(count) for count in counts])
    return 1 if fuzzer.failures else 0


if __name__ == "__main__":
    sys.exit(main())
