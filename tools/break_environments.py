"""Break environments, have each read, and print whatever is more than a line that says what is wrong.

    python tools/break_environments.py [--seed NUMBER] [--environments NUMBER] [--commands NUMBER]

Files of an environment become FIFOs, devices, folders, garbage or text of another kind, several at once. Each
environment is read as `--python` reads it, and as a `.venv` that is found; every so often the command itself is run. The result
is the row of the seed in docs/trust.md.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from environments import ROOT
from tables import write_row

sys.path.insert(0, str(ROOT / "tests"))

from check.command import MISTAKE
from security.broken_environments import broken_environment, troubles

CAPABILITIES = "-dac_override,-dac_read_search"
SECONDS = 120


def run(seed: int) -> str | None:
    """What is wrong with how the command ends, with a broken environment."""
    folder = Path(tempfile.mkdtemp(prefix="broken-")).resolve()
    (folder / "app.py").write_text(MISTAKE)
    ways = broken_environment(folder / ".venv", random.Random(seed))
    python = [] if seed % 2 else ["--python", ".venv"]
    command = [
        sys.executable,
        "-P",
        "-m",
        "scoped_fastapi_check",
        "check",
        "--checker",
        "ty",
        *python,
    ]
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return f"seed {seed}: {', '.join(ways)}: it takes more than {SECONDS} seconds"
    said = done.stdout + done.stderr
    is_wrong = (
        "Traceback" in said or "should not happen" in said or done.returncode not in {0, 1, 2}
    )
    if is_wrong or (done.returncode == 2 and not done.stderr.strip()):
        return f"seed {seed}: {', '.join(ways)}: status {done.returncode}: {said[-1000:]}"
    return None


def main() -> int:
    """Break environments; the status is 1 if anything was not said in a line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--environments", type=int, default=300)
    parser.add_argument("--commands", type=int, default=20, help="how many are put to the command")
    asked = parser.parse_args()
    if os.geteuid() == 0 and "UNPRIVILEGED" not in os.environ and shutil.which("setpriv"):
        # What others may not read, root may.
        os.environ["UNPRIVILEGED"] = "1"
        drop = ["setpriv", f"--bounding-set={CAPABILITIES}", f"--inh-caps={CAPABILITIES}"]
        os.execvp("setpriv", [*drop, sys.executable, *sys.argv])
    begin = asked.seed * 10_000
    wrong = [
        trouble for seed in range(begin, begin + asked.environments) for trouble in troubles(seed)
    ]
    wrong += filter(None, map(run, range(begin, begin + asked.commands)))
    print(*wrong, sep="\n")
    numbers = [str(asked.environments), str(asked.commands), str(len(wrong))]
    write_row("environments", [str(asked.seed), *numbers])
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
