"""A small application on disk, checked in all ways after each edit."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from .applications import PRELUDE
from .mypy_runs import (
    CONFIGURATION,
    WITHOUT_PLUGIN,
    Cold,
    Daemon,
    Mypy,
    MypyCrashedError,
    Way,
    ours,
    theirs,
)


@cache
def cache_of_libraries() -> Path:
    """A cache that holds FastAPI and what the applications import, for all to begin with."""
    folder = Path(tempfile.mkdtemp(prefix="libraries-"))
    (folder / "mypy.ini").write_text(CONFIGURATION, "utf-8")
    (folder / "probe.py").write_text(PRELUDE, "utf-8")
    Mypy("libraries", (), folder / "cache").check(folder, ["probe.py"])
    return folder / "cache"


class Project:
    """A folder on disk, the ways in which it is checked, and what was counted."""

    def __init__(self, counts: Counter[str]) -> None:
        self.counts = counts
        self.work = Path(tempfile.mkdtemp(prefix="edits-"))
        self.folder = self.work / "project"
        self.folder.mkdir()
        (self.folder / "mypy.ini").write_text(CONFIGURATION, "utf-8")
        unplugged = self.work / "without_plugin.ini"
        unplugged.write_text(WITHOUT_PLUGIN, "utf-8")
        self.cold = Cold("cold", (), cache_of_libraries(), self.work / "cold")
        self.warm: list[Way] = [
            Mypy("warm", (), self._cache("warm")),
            Mypy("two workers", ("-n", "2"), self._cache("workers")),
            Mypy("old parser", ("--no-native-parser",), self._cache("old")),
        ]
        self.daemon = Daemon("daemon", self.work / "status.json")
        self.daemon_without_plugin = Daemon(
            "daemon without the plugin",
            self.work / "other_status.json",
            ("--config-file", str(unplugged)),
        )
        self._seconds = itertools.count(1_700_000_000)
        self._reports: list[str] | None = None

    def _cache(self, name: str) -> Path:
        return Path(shutil.copytree(cache_of_libraries(), self.work / name))

    def write(self, sources: dict[str, str]) -> None:
        """Make the files on disk what they are to be; those that are so already stay untouched."""
        for path in self.folder.glob("*.py"):
            if path.name not in sources:
                path.unlink()
        for name, text in sources.items():
            path = self.folder / name
            if not path.exists() or path.read_text("utf-8") != text:
                path.write_text(text, "utf-8")
                # mypy compares the times of changes by the second.
                second = next(self._seconds)
                os.utime(path, (second, second))

    def compare(self, files: Sequence[str], edit: str) -> None:
        """Check the project cold and in all other ways; what they report must be the same."""
        expected = self.cold.check(self.folder, files)
        if self._reports is not None:
            self.counts["edits"] += 1
            self.counts["edits that changed the reports"] += ours(expected) != self._reports
        self._reports = ours(expected)
        self.counts["reports"] += len(self._reports)
        for way in self.warm:
            found = way.check(self.folder, files)
            assert ours(found) == ours(expected), _difference(way, edit, expected, found)
            if theirs(found) != theirs(expected):
                self.counts[f"differences of mypy itself: {way.name}"] += 1
        self._check_daemons(files, edit, expected)

    def _check_daemons(self, files: Sequence[str], edit: str, expected: list[str]) -> None:
        daemon = self.daemon
        try:
            without = self.daemon_without_plugin.check(self.folder, files)
        except MypyCrashedError:
            self.counts["the daemon itself wrong"] += 1
            daemon.stop()
            self.daemon_without_plugin.stop()
            return
        found = daemon.check(self.folder, files)
        # A daemon may have other definitions in its memory than there are in the files; with the
        # plugin it looks at more modules again, and may be right where it is wrong without.
        alike = theirs(found) in (theirs(without), theirs(expected))
        assert alike, _difference(daemon, edit, without, found)
        if theirs(found) != theirs(expected):
            self.counts["the daemon itself wrong"] += 1
        elif not any("[syntax]" in line for line in expected):
            # Where a file cannot be parsed, a daemon prints that alone.
            assert ours(found) == ours(expected), _difference(daemon, edit, expected, found)

    def close(self) -> None:
        """Stop the daemons, and remove the folder."""
        self.daemon.stop()
        self.daemon_without_plugin.stop()
        shutil.rmtree(self.work, ignore_errors=True)


def _difference(way: Way, edit: str, expected: list[str], found: list[str]) -> str:
    missing = [f"  missing: {line}" for line in expected if line not in found]
    extra = [f"  only here: {line}" for line in found if line not in expected]
    return "\n".join([f"{way.name}, after: {edit}", *missing, *extra])
