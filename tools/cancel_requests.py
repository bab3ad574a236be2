"""Cancel many random requests, as `tests/runtime/test_random_cancellation.py` cancels a few.

    python tools/cancel_requests.py [EXAMPLES]

EXAMPLES is the number for each kind of cancellation on each event loop, 2000 if it is not given. A
failure is shown with the smallest graph of dependencies that fails, and exits with status 1.

Rows are counted by `BOOKSHOP_REQUESTS=20000 pytest tests/examples -k traffic`: requests to the
bookshop, some of them cancelled, on SQLite and PostgreSQL.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run the property tests with more examples."""
    examples = sys.argv[1] if len(sys.argv) > 1 else "2000"
    test = ROOT / "tests" / "runtime" / "test_random_cancellation.py"
    command = [
        sys.executable,
        "-m",
        "pytest",
        str(test),
        "-q",
        "-n",
        "auto",
        "-p",
        "no:cacheprovider",
    ]
    environment = {**os.environ, "CANCELLED_REQUESTS": examples}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
