"""Check applications with two revisions of ours, and print which reports came, went or changed.

    python tools/primer.py OLD [NEW] [--only NAME] [--checker NAME]

The revisions are commits, and without NEW the working tree. What is checked are the applications that
`tools/applications.py` pins, each unpacked once; `--only` may be given several times, and names our
programs ("the conformance programs") or FastAPI's code as well. All codes are asked for. Each
application has one line with what it took, the old revision before the new one: seconds of processor
time, and megabytes at the peak. The status is 1 where a report came, went or has other words.
"""

import argparse
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from applications import PINNED
from environments import CACHE, ROOT
from sources import Sources, sources_of

Place = tuple[str, int, str]
"""File, line and code of a report."""


@dataclass(frozen=True)
class Checked:
    """What came of one check: the messages at each place, troubles, and what it took."""

    reports: Mapping[Place, list[str]]
    counts: Mapping[str, int]
    """How many files, routes and dependencies were looked at."""
    troubles: list[str]
    seconds: float
    megabytes: float


def unpacked(revision: str | None) -> Path:
    """Return the folder with a revision of ours; None is the working tree."""
    if revision is None:
        return ROOT
    git = ["git", "-C", str(ROOT)]
    commit = ["rev-parse", "--verify", f"{revision}^{{commit}}"]
    name = subprocess.run(
        [*git, *commit], check=True, capture_output=True, text=True
    ).stdout.strip()
    folder = CACHE / f"revision-{name}"
    if not folder.exists():
        archive = subprocess.run([*git, "archive", name], check=True, capture_output=True).stdout
        CACHE.mkdir(parents=True, exist_ok=True)
        with (
            tempfile.TemporaryDirectory(dir=CACHE) as temporary,
            tarfile.open(fileobj=io.BytesIO(archive)) as files,
        ):
            inner = Path(temporary, "files")
            files.extractall(inner, filter="data")
            inner.rename(folder)
    return folder


def check(ours: Path, sources: Sources, checker: str) -> Checked:
    """Check sources with the revision that is unpacked in a folder."""
    command = [
        *(sys.executable, "-P", "-m", "scoped_fastapi_check", "check", "--isolated", "--no-cache"),
        *("--output", "json", "--select", "fastapi", "--checker", checker),
        *("--python", sources.python, sources.folder),
    ]
    path = os.pathsep.join(str(ours / name) for name in (".", "checker", "mypy_plugin"))
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            command,
            cwd=sources.top,
            env={**os.environ, "PYTHONPATH": path},
            stdout=output,
            stderr=errors,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        text, complaint = output.read().decode(), errors.read().decode()
    try:
        document = json.loads(text)
    except ValueError:
        raise SystemExit(f"{sources.name}, {ours}: {text}{complaint}") from None
    reports: dict[Place, list[str]] = defaultdict(list)
    for found in document["findings"]:
        reports[found["path"], found["line"], found["code"]].append(found["message"])
    unchecked = [f"{one['path']}:{one['line']}: {one['message']}" for one in document["unchecked"]]
    scale = 1024 if sys.platform == "darwin" else 1
    return Checked(
        reports,
        document["checked"],
        [*document["failures"], *unchecked],
        usage.ru_utime + usage.ru_stime,
        usage.ru_maxrss / 1024 / scale,
    )


def differences(old: Checked, new: Checked) -> Iterator[str]:
    """The lines that tell what came, what went, and what has other words."""
    for place in sorted(old.reports.keys() | new.reports.keys()):
        before, after = sorted(old.reports.get(place, [])), sorted(new.reports.get(place, []))
        went = [message for message in before if message not in after]
        came = [message for message in after if message not in before]
        path, line, code = place
        for mark, messages in (("-", went), ("+", came)):
            yield from (f"  {mark} {path}:{line}: {message}  [{code}]" for message in messages)
    if old.counts != new.counts:
        yield f"  - checked {old.counts}"
        yield f"  + checked {new.counts}"
    for mark, before, after in (
        ("-", old.troubles, new.troubles),
        ("+", new.troubles, old.troubles),
    ):
        yield from (f"  {mark} not checked: {one}" for one in before if one not in after)


def compare(name: str, old: Path, new: Path, checker: str) -> bool:
    """Print how two revisions differ over one application; tell whether they do."""
    sources = sources_of(name)
    before, after = check(old, sources, checker), check(new, sources, checker)
    found = list(differences(before, after))
    reports = [sum(map(len, each.reports.values())) for each in (before, after)]
    print(
        f"{name}: {reports[0]} -> {reports[1]} reports, "
        f"{before.seconds:.1f} -> {after.seconds:.1f} s, "
        f"{before.megabytes:.0f} -> {after.megabytes:.0f} MB"
    )
    for line in found:
        print(line)
    sys.stdout.flush()
    return bool(found)


def main() -> int:
    """Compare the two revisions; the status is 1 where they differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("old", help="a commit")
    parser.add_argument("new", nargs="?", help="a commit; without it, the working tree")
    parser.add_argument("--only", action="append", metavar="NAME", help="check this one alone")
    parser.add_argument("--checker", default="ty")
    options = parser.parse_args()
    old, new = unpacked(options.old), unpacked(options.new)
    names = options.only or [each.name for each in PINNED]
    differ = [compare(name, old, new, options.checker) for name in names]
    return 1 if any(differ) else 0


if __name__ == "__main__":
    sys.exit(main())
