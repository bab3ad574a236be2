"""Have several checkers check generated applications, and list where they differ from the plugin.

    python tools/compare_checkers.py [--checker NAME ...] [--seed NUMBER] [--applications NUMBER]

The applications are those of `tests/trust/generated.py`: modules or packages with models, dependencies, aliases, functions,
routers in routers, mounts and routes, many of them wrong. All codes are asked for. A difference that
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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

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

    checkers: frozenset[str]
    codes: frozenset[str]
    reason: str
    is_missing: bool = False
    """Whether the plugin has it and the checker does not."""
    line: str = ""
    """A pattern for the line of the source, or the next one."""
    message: str = ""
    """A pattern for what is said, by the one or by the other."""
    untyped: str = ""
    """A pattern for a function without a return annotation that it has to speak of."""
    called: str = ""
    """A pattern for any function that it has to speak of."""


_INFERRING: Final = frozenset({"zuban", "pyright", "pyrefly"})
_PROVIDED: Final = frozenset({"fastapi-depends", "fastapi-depends-downcast", "fastapi-override"})

DIFFERENCES: tuple[Difference, ...] = (
    Difference(
        _INFERRING,
        _PROVIDED | {"fastapi-response-model", "fastapi-no-body"},
        "it infers that a generator without a return annotation yields the number that is written there",
        message=r'"int"|Generator\[(?:int|Literal\[3\]),',
        untyped=r"^    yield 3$",
    ),
    Difference(
        _INFERRING,
        frozenset({"fastapi-annotated"}),
        "it infers what is not declared, and what does not fit nobody has meant as a dependency",
        is_missing=True,
        untyped=r"^    yield 3$|^    return \w+_check$",
    ),
    Difference(
        _INFERRING,
        _PROVIDED,
        "it infers that a function without a return annotation returns the one that is defined in it",
        message=r'"Callable\[\[int\], ',
        untyped=r"^    return \w+_check$",
    ),
    Difference(
        _INFERRING,
        _PROVIDED,
        "it infers that a function without a return annotation returns None, or a response",
        message=r'"(?:JSONResponse \| )?None"|may provide None',
        untyped=r"^        (?:raise HTTPException|return JSONResponse)\(",
    ),
    Difference(
        _INFERRING,
        frozenset({"fastapi-return"}),
        "it infers that a route without a return annotation returns an exception",
        line=r"^ +return other$",
        message=r"returns the exception",
        untyped=r"^    return HTTPException\(",
    ),
    Difference(
        _INFERRING | {"ty"},
        frozenset({"fastapi-response-model"}),
        "it shows no type for a list that a coroutine is unpacked into, which nobody has awaited",
        is_missing=True,
        line=r"return \[\*[\w.]*function\d+\(\)\]$",
        called=r"^async def ",
    ),
    Difference(
        _INFERRING | {"ty"},
        frozenset({"fastapi-response-model"}),
        "mypy joins the items of a tuple that is unpacked into a list, and nothing of them is left",
        line=r"return \[\*[\w.]*function\d+\(\)\]$",
        called=r"^(?:async )?def .*-> tuple\[",
    ),
    Difference(
        frozenset({"ty"}),
        frozenset({"fastapi-response-model"}),
        "it shows no type for the items of what may be None",
        is_missing=True,
        line=r"return \[(\w+) for \1 in [\w.]*function\d+\(\)\]$",
        called=r"def .*-> .*\| None:$",
    ),
    Difference(
        _INFERRING | {"ty"},
        frozenset({"fastapi-response-model"}),
        "what is declared as a protocol may be an object of any class, and is left alone",
        is_missing=True,
        message=r'returns "\w+_protocol"',
    ),
    *(
        Difference(
            frozenset({"pyrefly"}),
            frozenset({"fastapi-response-model"}),
            "it shows no type for an attribute that None lacks",
            is_missing=is_missing,
            line=r"function\d+\(\)\.model_dump\(\)$",
        )
        for is_missing in (False, True)
    ),
    Difference(
        frozenset({"pyright"}),
        frozenset({"fastapi-override"}),
        "it forgets what a class makes where an argument is missing",
        is_missing=True,
        line=r"(?:= |: )lambda: [\w.]*model\d+\(\)",
    ),
)
_NAMED: Final = re.compile(r"\b(?:\w+_)?[a-z]+\d+\b")


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
    checker: str, code: str, line: str, said: str, called: Sequence[str], *, is_missing: bool
) -> str | None:
    """Why a checker and the plugin may differ there."""
    for known in DIFFERENCES:
        is_of_kind = checker in known.checkers and code in known.codes
        if not is_of_kind or is_missing != known.is_missing:
            continue
        if not re.search(known.line, line, re.MULTILINE) or not re.search(known.message, said):
            continue
        untyped = [each for each in called if re.match(r".*\):(?: *#.*)?\n", each)]
        if _is_found(known.untyped, untyped) and _is_found(known.called, called):
            return known.reason
    return None


def _is_found(pattern: str, texts: Sequence[str]) -> bool:
    return not pattern or any(re.search(pattern, each, re.MULTILINE) for each in texts)


def called_functions(folder: Path, file: str, text: str) -> list[str]:
    """The functions of an application that a text names, each as it is written."""
    application = re.split(r"[_/]", file)[0]
    files = [*folder.glob(f"{application}_*.py"), *folder.glob(f"{application}/*.py")]
    source = "\n".join(path.read_text("utf-8") for path in files)
    found: list[str] = []
    for name in set(_NAMED.findall(text)):
        named = name
        while to := re.search(rf"^{named} = (?:\w+\.)?(\w+)$", source, re.MULTILINE):
            named = to[1]
        whole = re.search(rf"^(?:async )?def {named}\(.*\n(?: .*\n)+", source, re.MULTILINE)
        found += [whole[0]] if whole else []
    return found


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
            lines = (folder / file).read_text("utf-8").splitlines()
            line = "\n".join(lines[number - 1 : number + 1])
            messages = plugin.get(place, []) + found.get(place, [])
            said = "\n".join(messages)
            # What is returned may have been called in the line before.
            named = "\n".join([*lines[number - 2 : number], said])
            called = called_functions(folder, file, said if "provides" in said else named)
            if reason_for(checker, code, line, said, called, is_missing=one > other):
                count["explained"] += 1
                continue
            count["differences"] += 1
            side = f"not {checker}" if one > other else f"only {checker}"
            print(f"{side}: {folder / file}:{number}: [{code}] {lines[number - 1].strip()}")
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
    checkers = asked.checker or ["ty", "zuban", "pyright", "pyrefly"]
    counts = {checker: Counter[str]() for checker in checkers}
    made = applications(asked.seed, asked.applications)
    for begin in range(0, len(made), BATCH):
        folder = Path(tempfile.mkdtemp(prefix="generated-")).resolve()
        for files in made[begin : begin + BATCH]:
            for name, text in files.items():
                (folder / name).parent.mkdir(exist_ok=True)
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
