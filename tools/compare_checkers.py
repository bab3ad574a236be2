"""Have several checkers check generated applications, and list where they differ from the plugin.

    python tools/compare_checkers.py [--checker NAME ...] [--seed NUMBER] [--applications NUMBER]

The applications are those of `tests/trust/generated.py`: modules with models, dependencies, aliases, routers
in routers, mounts and routes, many of them wrong. All codes are asked for. A difference that
`DIFFERENCES` has a reason for is counted as explained; each other one is printed, with the line. The result is a
row in docs/trust.md for each checker; the status is 1 where a difference has no reason.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from environments import ROOT
from tables import write_row

sys.path.insert(0, str(ROOT / "tests"))

from trust.generated import applications

PLUGIN = "mypy"
BATCH = 50
Place = tuple[str, int, str]
"""File, line and code of a report."""


@dataclass(frozen=True)
class Difference:
    """Reports that only one of two checkers has, and why that is right."""

    checker: str
    code: str
    line: str
    """A pattern for the line of the source."""
    is_missing: bool
    """Whether the plugin has it and the checker does not."""
    reason: str
    is_inferred: bool = False
    """Whether it has to speak of a function that does not say what it returns."""


DIFFERENCES: tuple[Difference, ...] = tuple(
    Difference(
        checker,
        f"fastapi-{name}",
        "",
        is_missing=False,
        reason="it infers what a function without a return annotation returns; mypy takes it for Any",
        is_inferred=True,
    )
    for checker in ("zuban", "pyright")
    for name in ("depends", "depends-downcast", "override", "no-body", "response-model", "guard")
)
_PROVIDER = re.compile(r"\b(?:\w+_)?(?:dependency|guard|variable)\d+\b")


def reported(folder: Path, checker: str) -> Mapping[Place, list[str]]:
    """What a checker finds in a folder, by its place."""
    paths = os.pathsep.join(str(ROOT / name) for name in (".", "checker", "mypy_plugin"))
    command = [
        *(sys.executable, "-P", "-m", "scoped_fastapi_check", "check", "--isolated", "--no-cache"),
        *("--output", "json", "--select", "fastapi", "--checker", checker, "."),
    ]
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        document = json.loads(done.stdout)
    except ValueError:
        raise SystemExit(f"{checker}: {done.stdout}{done.stderr}") from None
    for trouble in (*document["failures"], *document["unchecked"]):
        print(f"{checker}: {trouble}")
    found: dict[Place, list[str]] = {}
    for each in document["findings"]:
        place = (each["path"], each["line"], each["code"])
        found.setdefault(place, []).append(each["message"])
    return found


def reason_for(
    checker: str, place: Place, line: str, *, is_missing: bool, is_inferred: bool
) -> str | None:
    """Why a checker and the plugin may differ there."""
    wanted = (checker, place[2], is_missing)
    for known in DIFFERENCES:
        found = (known.checker, known.code, known.is_missing)
        is_about_it = is_inferred or not known.is_inferred
        if found == wanted and is_about_it and re.search(known.line, line):
            return known.reason
    return None


def speaks_of_untyped(folder: Path, file: str, text: str) -> bool:
    """Whether a text names a dependency of an application that does not say what it returns."""
    application = file.partition("_")[0]
    source = "\n".join(path.read_text("utf-8") for path in folder.glob(f"{application}_*.py"))
    for name in set(_PROVIDER.findall(text)):
        named = name
        while found := re.search(rf"^{named} = (?:\w+\.)?(\w+)$", source, re.MULTILINE):
            named = found[1]
        if re.search(rf"^(?:async )?def {named}\(.*\):$", source, re.MULTILINE):
            return True
    return False


def compare(folder: Path, checkers: list[str], counts: dict[str, Counter[str]]) -> None:
    """Count and print the differences in a folder."""
    plugin = reported(folder, PLUGIN)
    for checker in checkers:
        found, count = reported(folder, checker), counts[checker]
        count["reports"] += sum(map(len, plugin.values()))
        for place in sorted(plugin.keys() | found.keys()):
            one, other = len(plugin.get(place, [])), len(found.get(place, []))
            if one == other:
                continue
            file, number, code = place
            line = (folder / file).read_text("utf-8").splitlines()[number - 1]
            messages = plugin.get(place, []) + found.get(place, [])
            told = "\n".join(messages if "provides" in "".join(messages) else [line, *messages])
            is_inferred = speaks_of_untyped(folder, file, told)
            if reason_for(checker, place, line, is_missing=one > other, is_inferred=is_inferred):
                count["explained"] += 1
                continue
            count["differences"] += 1
            side = f"only {PLUGIN}" if one > other else f"only {checker}"
            print(f"{side}: {folder / file}:{number}: [{code}] {line.strip()}")
            for message in messages:
                print(f"    {message}", flush=True)


def main() -> int:
    """Compare; the status is 1 where a difference has no reason."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--checker", action="append", default=[])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--applications", type=int, default=100)
    parser.add_argument("--keep", action="store_true", help="leave the applications where they are")
    asked = parser.parse_args()
    checkers = asked.checker or ["ty", "zuban", "pyright"]
    counts = {checker: Counter[str]() for checker in checkers}
    made = applications(asked.seed, asked.applications)
    for begin in range(0, len(made), BATCH):
        folder = Path(tempfile.mkdtemp(prefix="generated-")).resolve()
        for files in made[begin : begin + BATCH]:
            for name, text in files.items():
                (folder / name).write_text(text, "utf-8")
        before = sum(count["differences"] for count in counts.values())
        compare(folder, checkers, counts)
        if not asked.keep and before == sum(count["differences"] for count in counts.values()):
            subprocess.run(["rm", "-r", str(folder)], check=True)
    for checker, count in counts.items():
        numbers = [count[name] for name in ("reports", "explained", "differences")]
        row = [checker, str(asked.seed), str(len(made)), *map(str, numbers)]
        print(*row, sep=" | ")
        write_row("checkers", row, keys=2)
    return 1 if any(count["differences"] for count in counts.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
