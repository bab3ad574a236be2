"""Runs mypy over mutated programs, as a batch or one after the other in the daemon."""

from __future__ import annotations

import ast
import itertools
import os
import random
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from .mutations import mutated
from .mypy_runs import CONFIGURATION, WITHOUT_PLUGIN, Daemon, Mypy, MypyCrashedError

# A daemon is ended after so many: where it breaks down all of them are made again without the plugin.
MOST_EDITS = 100
LIBRARIES = """\
import fastapi, fastapi.responses, fastapi.security, fastapi.testclient, fastapi.websockets
import http, pydantic, starlette.status
"""
# Takes mypy four times as long to read as FastAPI.
LEFT_OUT = "sqlalchemy"
PROGRAMS = Path(__file__).parent.parent / "conformance" / "programs"


def sources() -> list[str]:
    """The text of the files of the conformance programs."""
    texts = [path.read_text("utf-8") for path in sorted(PROGRAMS.rglob("*.py"))]
    return [text for text in texts if LEFT_OUT not in text]


def programs(seed: int) -> Iterator[str]:
    """Mutated programs without an end, the same for the same seed."""
    rng = random.Random(seed)
    originals = sources()
    while True:
        yield mutated(rng.choice(originals), rng)


def is_readable(source: str) -> bool:
    """Whether this Python can parse a program."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


@dataclass
class Fuzzer:
    """Checks programs in a folder of its own, and keeps those at which something broke down."""

    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="fuzz-")))
    failures: list[tuple[str, str]] = field(default_factory=list)
    """What broke down, and the program."""
    checked: int = 0
    readable: int = 0
    """How many of the checked programs were checked as a batch, too."""
    of_mypy: int = 0
    """How often mypy broke down, and did so without the plugin, too."""
    _daemon: Daemon | None = None
    _history: list[dict[str, str]] = field(default_factory=list)
    _seconds: Iterator[int] = field(default_factory=lambda: itertools.count(1_700_000_000))

    def in_the_daemon(self, program: str, partner: str) -> None:
        """Check a program and one that it may import as the next edits in the daemon."""
        if len(self._history) == MOST_EDITS:
            self._stop_daemon()
        files = {"program.py": program, "partner.py": partner}
        self._history.append(files)
        folder = self.folder / "daemon"
        if self._daemon is None:
            self._project(folder, CONFIGURATION)
            self._daemon = Daemon("daemon", self.folder / "status.json")
        try:
            self._edit(self._daemon, folder, files)
        except MypyCrashedError as crash:
            self._note(str(crash), files, self._crashes_without_plugin)
            self._stop_daemon()

    def _edit(self, daemon: Daemon, folder: Path, files: dict[str, str]) -> None:
        for name, text in files.items():
            self._write(folder / name, text)
        # Libraries that nobody imports for a while would be forgotten, and read again.
        self._write(folder / "libraries.py", LIBRARIES)
        daemon.check(folder, [*files, "libraries.py"])

    def _crashes_without_plugin(self) -> bool:
        folder = self._project(self.folder / "without", WITHOUT_PLUGIN)
        daemon = Daemon("daemon without the plugin", self.folder / "other.json")
        try:
            for files in self._history:
                self._edit(daemon, folder, files)
        except MypyCrashedError:
            return True
        finally:
            daemon.stop()
        return False

    def _stop_daemon(self) -> None:
        if self._daemon is not None:
            self._daemon.stop()
        self._daemon = None
        self._history.clear()

    def as_a_batch(self, batch: Sequence[str], options: tuple[str, ...] = ()) -> None:
        """Check programs together; where that breaks down, one by one."""
        files = {f"program{number}.py": text for number, text in enumerate(batch)}
        crash = self._crash(files, options, CONFIGURATION)
        if crash is not None and len(batch) == 1:
            without = partial(self._crash, files, options, WITHOUT_PLUGIN)
            self._note(crash, files, lambda: without() is not None)
        elif crash is not None:
            middle = len(batch) // 2
            self.as_a_batch(batch[:middle], options)
            self.as_a_batch(batch[middle:], options)

    def _note(
        self, crash: str, files: dict[str, str], happens_without_plugin: Callable[[], bool]
    ) -> None:
        is_ours = "scoped_fastapi" in crash or "please report it" in crash
        if not is_ours and happens_without_plugin():
            self.of_mypy += 1
        else:
            self.failures.append((crash, "\n# ----\n".join(files.values())))

    def _crash(
        self, files: dict[str, str], options: tuple[str, ...], configuration: str
    ) -> str | None:
        folder = self._project(self.folder / "batch", configuration)
        for name, text in files.items():
            self._write(folder / name, text)
        run = Mypy("batch", ("--no-incremental", *options), self.folder / "cache")
        if configuration == CONFIGURATION:
            run = Mypy("batch", options, self.folder / "cache")
        try:
            run.check(folder, sorted(files))
        except MypyCrashedError as crash:
            return str(crash)
        return None

    def _project(self, folder: Path, configuration: str) -> Path:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / "mypy.ini").write_text(configuration, "utf-8")
        return folder

    def _write(self, path: Path, text: str) -> None:
        path.write_text(text, "utf-8", errors="surrogatepass")
        second = next(self._seconds)
        os.utime(path, (second, second))

    def close(self) -> None:
        """Stop the daemon, and remove the folder."""
        self._stop_daemon()
        shutil.rmtree(self.folder, ignore_errors=True)


def fuzz(made: Iterable[str], batch: int = 50) -> Fuzzer:
    """Check mutated programs: each in the daemon, and readable ones in batches as well."""
    fuzzer = Fuzzer()
    readable: list[str] = []
    options = itertools.cycle([(), ("-n", "2"), ("--no-native-parser",)])
    try:
        partner = ""
        for program in made:
            fuzzer.in_the_daemon(program, partner)
            fuzzer.checked += 1
            partner = program
            readable += [program] if is_readable(program) else []
            if len(readable) == batch:
                fuzzer.as_a_batch(readable, next(options))
                fuzzer.readable += len(readable)
                readable.clear()
        if readable:
            fuzzer.as_a_batch(readable, next(options))
            fuzzer.readable += len(readable)
    finally:
        fuzzer.close()
    return fuzzer
