"""How long `scoped-fastapi server` takes: to the first diagnostics, after a keystroke, for what is asked.

Run with `python benchmarks/server_speed.py [--checker NAME] [--edits N] [--rounds N] [--modules N]
[--routes N] [--write]`, on Linux. A diagnostic is there when the client that has typed is answered what
it asks for then. `--write` puts the table into docs/performance.md. Exits 1 when a limit is missed.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from applications import PACKAGE, write_application
from measuring import PACKAGES, ROOT, write_section

sys.path.insert(0, str(ROOT / "tests"))

from server.editor import PULLS, Editor

PAGE = ROOT / "docs/performance.md"
HEAD = "| | measured | limit | CPU time of ours |\n|---|---|---|---|\n"
# A file, a line of it, and what is typed below that line.
HANDLER = ("account/routes.py", "async def show_", '    note = "{}"\n')
COMMON = ("security.py", "    is_admin: bool = False\n", "    {}: int = 0\n")
PLANTED = ("account/routes.py", "user: User = Depends(", "user: bytes = Depends(")
# So long nobody types, now and then: the server looks at the routes then.
PAUSE = 1.0


@dataclass(frozen=True)
class Row:
    """What was measured, and how much it may be."""

    name: str
    value: float
    limit: float
    unit: str = "s"
    cpu: float | None = None
    """The CPU time that the server itself has taken for it, which depends less on what else is going on."""

    def __str__(self) -> str:
        digits = 2 if self.unit == "s" else 1
        cells = [f"{number:.{digits}f} {self.unit}" for number in (self.value, self.limit)]
        cells.append("" if self.cpu is None else f"{self.cpu:.2f} s")
        return f"| {self.name} | {' | '.join(cells)} |\n"


class Benchmark:
    """The application, and the ways to look at it."""

    def __init__(self, folder: Path, checker: str) -> None:
        self.folder = folder
        self.checker = checker
        self._variables = {"PYTHONPATH": os.pathsep.join(map(str, PACKAGES))}
        self._cache = folder.parent / "cache"

    def file(self, name: str) -> Path:
        """A file of the application."""
        return self.folder / PACKAGE / name

    def check(self) -> float:
        """The seconds of one check that knows nothing."""
        command = [sys.executable, "-m", "scoped_fastapi_check", "check", "--no-cache"]
        begin = time.monotonic()
        ran = subprocess.run(
            [*command, "--checker", self.checker, str(self.folder)],
            env={**os.environ, **self._variables},
            cwd=self.folder,
            capture_output=True,
            check=False,
        )
        if ran.returncode != 1:
            raise RuntimeError(ran.stdout.decode() + ran.stderr.decode())
        return time.monotonic() - begin

    def editor(self) -> Editor:
        """An editor whose server knows nothing."""
        shutil.rmtree(self._cache, ignore_errors=True)
        variables = {**self._variables, "XDG_CACHE_HOME": str(self._cache)}
        settings = {"checker": self.checker}
        return Editor(self.folder, capabilities=PULLS, settings=settings, variables=variables)

    def first(self) -> float:
        """The seconds from the start to the first diagnostics."""
        begin = time.monotonic()
        with self.editor() as editor:
            path = self.file(PLANTED[0])
            editor.open(path)
            if not pulled(editor, path):
                raise RuntimeError("the mistake that was planted is not found")
            return time.monotonic() - begin


def pulled(editor: Editor, path: Path) -> list[Any]:
    """The diagnostics of a document."""
    params = {"textDocument": {"uri": path.as_uri()}}
    items: list[Any] = editor.request("textDocument/diagnostic", params, 600)["items"]
    return items


@dataclass(frozen=True)
class Typing:
    """A word that somebody types into a line of its own, and what is seen of it."""

    editor: Editor
    path: Path
    text: str
    after: str
    line: str

    def keystrokes(self, number: int) -> Iterator[float]:
        """Type a letter after the other; the seconds until each one is answered."""
        for count in range(1, number + 1):
            if count % 5 == 0:
                time.sleep(PAUSE)
            begin = time.monotonic()
            self.type("x" * count)
            pulled(self.editor, self.path)
            yield time.monotonic() - begin

    def settled(self, number: int) -> Iterator[float]:
        """Type a letter; the seconds until all files are judged with it."""
        for count in range(1, number + 1):
            begin = time.monotonic()
            self.type("y" * count)
            self.editor.request("workspace/diagnostic", {"previousResultIds": []}, 600)
            yield time.monotonic() - begin
            time.sleep(PAUSE)

    def burst(self, number: int) -> float:
        """Type ten letters a second; the seconds from the last one to its diagnostics."""
        for count in range(1, number + 1):
            self.type("z" * count)
            time.sleep(0.1)
        begin = time.monotonic()
        pulled(self.editor, self.path)
        return time.monotonic() - begin

    def type(self, word: str) -> None:
        """Let the line have this word."""
        head, found, tail = self.text.partition(self.after)
        if not found:
            raise RuntimeError(f"{self.path} has no {self.after!r}")
        rest, end, tail = ("", "", tail) if found.endswith("\n") else tail.partition("\n")
        self.editor.type(self.path, f"{head}{found}{rest}{end}{self.line.format(word)}{tail}")

    def undo(self) -> None:
        """Have the text as it was."""
        self.editor.type(self.path, self.text)
        self.editor.request("workspace/diagnostic", {"previousResultIds": []}, 600)


def opened(editor: Editor, path: Path, after: str, line: str) -> Typing:
    """A document that is open, and judged."""
    editor.open(path)
    pulled(editor, path)
    time.sleep(PAUSE)
    return Typing(editor, path, path.read_text("utf-8"), after, line)


def asked(editor: Editor, path: Path, number: int) -> Iterator[tuple[str, list[float]]]:
    """The seconds that each question takes."""
    document = {"textDocument": {"uri": path.as_uri()}}
    text = path.read_text("utf-8")
    before = text[: text.index("async def show_") + len("async def s")]
    position = {
        "line": before.count("\n"),
        "character": len(before) - before.rfind("\n") - 1,
    }
    there = {**document, "position": position}
    questions: dict[str, tuple[str, object]] = {
        "hover": ("textDocument/hover", there),
        "symbols of a document": ("textDocument/documentSymbol", document),
        "symbols of the workspace": ("workspace/symbol", {"query": "get acc"}),
        "definition": ("textDocument/definition", there),
        "references": (
            "textDocument/references",
            {**there, "context": {"includeDeclaration": False}},
        ),
        "lenses": ("textDocument/codeLens", document),
        "completion": ("textDocument/completion", there),
    }
    for name, question in questions.items():
        editor.request(*question, 600)
        yield name, [answered(editor, question) for _ in range(number)]


def answered(editor: Editor, question: tuple[str, object]) -> float:
    """How long an answer takes."""
    begin = time.monotonic()
    editor.request(*question)
    return time.monotonic() - begin


def processor_seconds(editor: Editor) -> float:
    """The CPU time that the server itself has taken so far, without its checker."""
    fields = Path(f"/proc/{editor.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def percentile(values: list[float]) -> float:
    """The 95th percentile."""
    ordered = sorted(values)
    return ordered[min(round(0.95 * len(ordered)), len(ordered) - 1)]


def megabytes(editor: Editor) -> float:
    """The most memory that the server itself has taken, without its checker."""
    status = Path(f"/proc/{editor.process.pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def of_keystrokes(name: str, typing: Typing, number: int, limit: float) -> Row:
    """Keystrokes; the CPU time is that up to the answers, with what is done between them."""
    begin = processor_seconds(typing.editor)
    times = list(typing.keystrokes(number))
    cpu = (processor_seconds(typing.editor) - begin) / number
    return Row(name, percentile(times), limit, cpu=cpu)


def measured(benchmark: Benchmark, edits: int, rounds: int) -> Iterator[Row]:
    """All that is measured."""
    checks: list[float] = []
    firsts: list[float] = []
    for _ in range(rounds):
        checks.append(benchmark.check())
        firsts.append(benchmark.first())
    name = f"first diagnostics (`check`: {min(checks):.2f} s)"
    yield Row(name, min(firsts), 1.5 * min(checks))
    with benchmark.editor() as editor:
        handler = opened(editor, benchmark.file(HANDLER[0]), *HANDLER[1:])
        name = "a keystroke in a handler, 95th percentile"
        yield of_keystrokes(name, handler, edits, 0.3)
        last = handler.burst(edits)
        handler.undo()
        yield Row("the last of many keystrokes there, ten a second", last, 0.6)
        common = opened(editor, benchmark.file(COMMON[0]), *COMMON[1:])
        name = "a keystroke in what all import, 95th percentile"
        yield of_keystrokes(name, common, edits, 1.0)
        count, begin = max(edits // 5, 3), processor_seconds(editor)
        times = list(common.settled(count))
        cpu = (processor_seconds(editor) - begin) / count
        name = "until all that import it are judged too, median"
        yield Row(name, statistics.median(times), 4.0, cpu=cpu)
        last = common.burst(edits)
        common.undo()
        yield Row("the last of many keystrokes there, ten a second", last, 1.0)
        path = benchmark.file(HANDLER[0])
        time.sleep(2 * PAUSE)
        for name, times in asked(editor, path, edits):
            yield Row(name, percentile(times) * 1000, 50, "ms")
        yield Row("memory of the server", megabytes(editor), 300, "MB")


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure what the server takes.")
    parser.add_argument("--checker", default="ty")
    parser.add_argument("--edits", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--modules", type=int, default=300)
    parser.add_argument("--routes", type=int, default=1000)
    parser.add_argument("--write", action="store_true", help="into docs/performance.md")
    arguments = parser.parse_args()
    rows: list[Row] = []
    print(HEAD, end="")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary).resolve() / "application"
        folder.mkdir()
        write_application(folder, arguments.modules, arguments.routes)
        (folder / "pyproject.toml").touch()
        benchmark = Benchmark(folder, arguments.checker)
        file, old, new = PLANTED
        text = benchmark.file(file).read_text("utf-8")
        benchmark.file(file).write_text(text.replace(old, new, 1), "utf-8")
        for row in measured(benchmark, arguments.edits, arguments.rounds):
            rows.append(row)
            print(row, end="", flush=True)
    if arguments.write:
        load = f"The load was {os.getloadavg()[1]:.0f} on {os.cpu_count()} processors meanwhile."
        write_section(PAGE, "server", f"\n{HEAD}{''.join(map(str, rows))}\n{load}\n\n")
    return 0 if all(row.value <= row.limit for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
