"""Have both judges check the same sources with mypy's types, and list what only one of them reports.

    python tools/compare_judges.py [NAME ...]

One judge is the plugin, the other one the obligations, whose copies are put to mypy itself. All codes
are asked for, those that are off by default, too. The sources are the conformance programs, FastAPI's
documentation and tests, and applications from PyPI. The result is a row in docs/trust.md for each; it
takes minutes, for the biggest applications many.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from applications import APPLICATIONS, environment_of, source_of
from environments import CACHE, ROOT
from tables import write_row

sys.path.insert(0, str(ROOT))

from tests.conformance.fastapi_sources import fastapi_sources

PLUGIN, OBLIGATIONS = "mypy", "mypy-obligations"


@dataclass(frozen=True)
class Sources:
    """What is compared: a folder below another one, and the interpreter that has what it imports."""

    name: str
    top: Path
    folder: str
    python: str


@dataclass(frozen=True, order=True)
class Report:
    """A report that the judges can agree on."""

    path: str
    line: int
    code: str
    message: str


@dataclass(frozen=True)
class Judgement:
    """What came out of one run of the command."""

    reports: frozenset[Report]
    checked: Mapping[str, int]
    troubles: tuple[str, ...]


def judged(sources: Sources, checker: str) -> Judgement:
    """Return what the command reports with a checker."""
    paths = os.pathsep.join(str(ROOT / name) for name in (".", "checker", "mypy_plugin"))
    command = [
        *(sys.executable, "-m", "scoped_fastapi_check", "check", "--no-cache", "--output", "json"),
        *("--select", "fastapi", "--checker", checker, "--python", sources.python, sources.folder),
    ]
    done = subprocess.run(
        command,
        cwd=sources.top,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        document = json.loads(done.stdout)
    except ValueError:
        raise SystemExit(f"{sources.name}: {checker}: {done.stdout}{done.stderr}") from None
    return Judgement(
        frozenset(_report(found) for found in document["findings"]),
        document["checked"],
        (*_troubles(document), *done.stderr.splitlines()),
    )


def _report(found: Mapping[str, Any]) -> Report:
    return Report(found["path"], found["line"], found["code"], found["message"])


def _troubles(document: Mapping[str, Any]) -> Iterator[str]:
    yield from document["failures"]
    for one in document["unchecked"]:
        yield f"{one['path']}:{one['line']}: {one['message']}"


def compare(sources: Sources) -> int:
    """Print how the judges differ, write it down, and return the number of disagreements."""
    plugin, obligations = judged(sources, PLUGIN), judged(sources, OBLIGATIONS)
    for name, own, other in (
        (PLUGIN, plugin, obligations),
        (OBLIGATIONS, obligations, plugin),
    ):
        for report in sorted(own.reports - other.reports):
            place = f"{report.path}:{report.line}"
            print(f"only {name}: {place}: {report.message}  [{report.code}]")
        for trouble in own.troubles:
            print(f"{name}: {trouble}")
    if plugin.checked != obligations.checked:
        print(f"{PLUGIN}: {plugin.checked}, {OBLIGATIONS}: {obligations.checked}")
    disagreements = len(plugin.reports ^ obligations.reports)
    counts = (*plugin.checked.values(), len(plugin.reports), len(obligations.reports))
    row = (sources.name, *map(str, (*counts, disagreements)))
    print(*row, sep=" | ", flush=True)
    write_row("judges", row)
    return disagreements


def names() -> list[str]:
    """Return the names of all sources."""
    return ["conformance programs", "docs_src", "tests", *(each.name for each in APPLICATIONS)]


def sources_of(name: str) -> Sources:
    """Return the sources with this name, fetched if they are not there."""
    if name == "conformance programs":
        return Sources(name, ROOT / "tests" / "conformance", "programs", sys.executable)
    for application in APPLICATIONS:
        if application.name == name:
            python = str(environment_of(application))
            return Sources(name, source_of(application), application.folder, python)
    CACHE.mkdir(parents=True, exist_ok=True)
    return Sources(name, fastapi_sources(CACHE), name, sys.executable)


def main() -> int:
    """Compare all sources, or those that are named; the status is 1 if the judges disagree."""
    return 1 if sum(compare(sources_of(name)) for name in sys.argv[1:] or names()) else 0


if __name__ == "__main__":
    sys.exit(main())
