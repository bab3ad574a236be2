"""How long `scoped-fastapi check --watch` takes to answer an edit, by what is edited.

Run with `python benchmarks/watch_cost.py [--checker NAME] [--edits N] [--modules N] [--routes N]
[--write]`, on Linux. The time is that from the moment when the file is written to the last line of
the answer, and the user CPU time that the command and its checker take for it; both are medians.
`--write` puts the table into docs/performance.md. Exits 1 when an edit takes longer than the limit.
"""

import argparse
import os
import queue
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from applications import PACKAGE, write_application
from measuring import PACKAGES, ROOT, write_section

PAGE = ROOT / "docs/performance.md"
LIMIT = 1.0
HEAD = "| an edit | answered in | our CPU time | that of the checker |\n|---|---|---|---|\n"
# How long nothing may happen before the next edit: the command prepares for it.
QUIET = 0.5


@dataclass(frozen=True)
class Edit:
    """What is written in the place of what, and where; both are undone by the other."""

    name: str
    file: str
    old: str
    new: str


EDITS = (
    Edit("the body of a handler", "account/routes.py", "return found.tags", "return [*found.tags]"),
    Edit("a field of a schema", "account/schemas.py", "\n\n\nclass", "\n\n\n# Edited.\nclass"),
    Edit("a body in the module of all users", "security.py", '"Sign in first"', '"Who are you?"'),
    Edit("a type there", "security.py", "    name: str\n", "    name: str | None\n"),
    Edit("a line at the top of the database's", "database.py", '"""\n', '"""\n\n# Edited.\n'),
    Edit("a type there", "database.py", "is_open: bool", "is_open: int"),
)


class Watched:
    """The command at work."""

    def __init__(self, folder: Path, checker: str) -> None:
        path = os.pathsep.join(map(str, PACKAGES))
        command = [sys.executable, "-m", "scoped_fastapi_check", "check", "--checker", checker]
        self._process = subprocess.Popen(
            [*command, "--no-cache", "--watch", "--output", "concise", PACKAGE],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def __enter__(self) -> Self:
        self.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line)

    def wait(self) -> None:
        """Wait for the end of an answer."""
        while "checked" not in self._lines.get(timeout=600):
            pass

    def settle(self) -> None:
        """Wait until neither the command nor its checker does anything."""
        before = None
        while before != (before := self.cpu()):
            time.sleep(QUIET)

    def cpu(self) -> tuple[float, float]:
        """The user CPU time of the command, and of all that it has started."""
        seconds = [0.0, 0.0]
        for process in Path("/proc").glob("[0-9]*"):
            try:
                fields = (process / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(process.name) == self._process.pid:
                seconds[0] += int(fields[11])
            elif int(fields[1]) == self._process.pid:
                seconds[1] += int(fields[11])
        ticks = os.sysconf("SC_CLK_TCK")
        return seconds[0] / ticks, seconds[1] / ticks


def answered(watched: Watched, file: Path, text: str) -> tuple[float, float, float]:
    """Write a file: the seconds until there is an answer, and those of both processors' time."""
    watched.settle()
    ours, theirs = watched.cpu()
    begin = time.monotonic()
    file.write_text(text, encoding="utf-8")
    watched.wait()
    seconds = time.monotonic() - begin
    now = watched.cpu()
    return seconds, now[0] - ours, now[1] - theirs


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure what an edit takes with --watch.")
    parser.add_argument("--checker", default="ty")
    parser.add_argument("--edits", type=int, default=6)
    parser.add_argument("--modules", type=int, default=300)
    parser.add_argument("--routes", type=int, default=1000)
    parser.add_argument("--write", action="store_true", help="into docs/performance.md")
    arguments = parser.parse_args()
    rows, slowest = "", 0.0
    print(HEAD, end="")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary).resolve()
        write_application(folder, arguments.modules, arguments.routes)
        with Watched(folder, arguments.checker) as watched:
            for edit in EDITS:
                file = folder / PACKAGE / edit.file
                text = file.read_text(encoding="utf-8")
                if edit.old not in text:
                    raise RuntimeError(f"{file} has no {edit.old!r}")
                texts = (text.replace(edit.old, edit.new), text)
                found = [
                    answered(watched, file, texts[number % 2]) for number in range(arguments.edits)
                ]
                cells = [statistics.median(column) for column in zip(*found, strict=True)]
                slowest = max(slowest, cells[0])
                rows += f"| {edit.name} | {' | '.join(f'{cell:.2f} s' for cell in cells)} |\n"
                print(rows.splitlines()[-1], flush=True)
    if arguments.write:
        write_section(PAGE, "watch", f"\n{HEAD}{rows}\n")
    return 0 if slowest <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
