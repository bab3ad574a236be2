"""Runs commands in turns, and tells what they cost: user CPU time and peak memory."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = (ROOT, ROOT / "checker", ROOT / "mypy_plugin")


@dataclass(frozen=True)
class Cost:
    """What one run of a command took: seconds of user CPU time, and megabytes at its peak."""

    seconds: float
    megabytes: float


def cost_of(command: Sequence[str], folder: Path, expected: int = 0) -> Cost:
    """Run a command, children included; `RuntimeError` where it does not exit as expected."""
    path = os.pathsep.join(map(str, PACKAGES))
    # Python compiles what it imports once, as it does for every user.
    env = {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": ""}
    with subprocess.Popen(
        command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != expected:
        raise RuntimeError(f"{' '.join(command)} exits with {process.returncode}:\n{output}")
    scale = 1024 if sys.platform == "darwin" else 1
    return Cost(usage.ru_utime, usage.ru_maxrss / 1024 / scale)


@dataclass(frozen=True)
class Comparison:
    """The costs of the same thing in two ways, round by round.

    Told is the quickest run of each way: what else the machine does can only add to a run.
    """

    pairs: list[tuple[Cost, Cost]]

    @property
    def ratio(self) -> float:
        """How many times the user CPU time of the second way the first takes."""
        return self.seconds / self.peer_seconds

    @property
    def memory(self) -> float:
        """How many times the memory of the second way the first takes."""
        mine = min(ours.megabytes for ours, _ in self.pairs)
        return mine / min(peer.megabytes for _, peer in self.pairs)

    @property
    def difference(self) -> float:
        """The seconds that the first way takes more."""
        return self.seconds - self.peer_seconds

    @property
    def seconds(self) -> float:
        """The seconds of the first way."""
        return min(ours.seconds for ours, _ in self.pairs)

    @property
    def peer_seconds(self) -> float:
        """The seconds of the second way."""
        return min(peer.seconds for _, peer in self.pairs)


def in_turns(ours: Callable[[], Cost], peer: Callable[[], Cost], rounds: int) -> Comparison:
    """Measure two ways in turns, so that both meet the same neighbours on the machine."""
    pairs: list[tuple[Cost, Cost]] = []
    for number in range(rounds):
        if number % 2:
            mine, theirs = ours(), peer()
        else:
            theirs, mine = peer(), ours()
        pairs.append((mine, theirs))
    return Comparison(pairs)


def without(folder: Path) -> Path:
    """The folder, which is not there any more."""
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def write_section(page: Path, name: str, text: str) -> None:
    """Put `text` between the comments `<!-- name -->` and `<!-- end of name -->` of a page."""
    begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    before, found, rest = page.read_text(encoding="utf-8").partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"{page} has no section {name}")
    page.write_text(f"{before}{begin}{text}{end}{after}", encoding="utf-8")
