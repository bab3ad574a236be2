"""Have both engines check the same sources with mypy's types, and list where they disagree.

    python tools/compare_engines.py [NAME ...]

One engine is the plugin, the other one the probes, whose copies are put to mypy itself. All codes
are asked for, those that are off by default, too. The sources are the conformance programs, FastAPI's
documentation and tests, and applications from PyPI. The result is a row in docs/trust.md for each; the
biggest applications take many minutes. The status is 1 where the engines disagree on more than words.
"""

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from environments import ROOT
from sources import Sources, names, sources_of
from tables import write_row

sys.path.insert(0, str(ROOT))

from tests.conformance.mypy_probes import NAME
from tests.conformance.mypy_probes import command as command_with

PLUGIN, PROBES = "mypy", NAME
SAME, OTHER_WORDS = "the same", "other words"
ONLY_PLUGIN, ONLY_PROBES = "only the plugin", "only the probes"


Place = tuple[str, int, str]
"""File, line and code of a report."""


@dataclass(frozen=True)
class Checked:
    """What came out of one run of the command: the messages at each place, and how much there was."""

    reports: Mapping[Place, list[str]]
    checked: Mapping[str, int]
    troubles: tuple[str, ...]


def checked(sources: Sources, checker: str) -> Checked:
    """Return what the command reports with a checker."""
    paths = os.pathsep.join(str(ROOT / name) for name in (".", "checker", "mypy_plugin"))
    command = [
        *(*command_with(checker), "--no-cache", "--output", "json"),
        *("--select", "fastapi", "--python", sources.python, *sources.paths),
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
    reports: dict[Place, list[str]] = {}
    for found in document["findings"]:
        place = (found["path"], found["line"], found["code"])
        reports.setdefault(place, []).append(found["message"])
    troubles = (*_troubles(document), *filter(_is_warning, done.stderr.splitlines()))
    return Checked(reports, document["checked"], tuple(f"{checker}: {one}" for one in troubles))


def _troubles(document: Mapping[str, Any]) -> Iterator[str]:
    yield from document["failures"]
    for one in document["unchecked"]:
        yield f"{one['path']}:{one['line']}: {one['message']}"


def _is_warning(line: str) -> bool:
    return "warning: " in line


def compare(sources: Sources) -> bool:
    """Print how the engines differ, write the numbers down, and tell whether they agree."""
    plugin, probes = checked(sources, PLUGIN), checked(sources, PROBES)
    for trouble in (*plugin.troubles, *probes.troubles):
        print(trouble)
    counts = Counter[str]()
    for place in sorted(plugin.reports.keys() | probes.reports.keys()):
        one, other = plugin.reports.get(place, []), probes.reports.get(place, [])
        kind = _difference(one, other)
        counts[kind] += 1
        if kind != SAME:
            path, line, code = place
            print(f"{kind}: {path}:{line}: [{code}]")
            print(*(f"    {PLUGIN}: {message}" for message in one), sep="\n")
            print(*(f"    {PROBES}: {message}" for message in other), sep="\n")
    kinds = (SAME, OTHER_WORDS, ONLY_PLUGIN, ONLY_PROBES)
    row = (*map(str, plugin.checked.values()), *(str(counts[kind]) for kind in kinds))
    print(sources.name, *row, sep=" | ", flush=True)
    write_row("engines", (sources.name, *row))
    return plugin.checked == probes.checked and not (counts[ONLY_PLUGIN] + counts[ONLY_PROBES])


def _difference(plugin: Sequence[str], probes: Sequence[str]) -> str:
    if len(plugin) > len(probes):
        return ONLY_PLUGIN
    if len(plugin) < len(probes):
        return ONLY_PROBES
    return SAME if sorted(plugin) == sorted(probes) else OTHER_WORDS


def main() -> int:
    """Compare all sources, or those that are named; the status is 1 if the engines disagree."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of: {', '.join(names())}")
    chosen = parser.parse_args().names or names()
    if unknown := set(chosen).difference(names()):
        parser.error(f"no sources have the name {', '.join(sorted(unknown))}")
    agreements = [compare(sources_of(name)) for name in chosen]
    return 0 if all(agreements) else 1


if __name__ == "__main__":
    sys.exit(main())
