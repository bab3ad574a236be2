"""Check applications and FastAPI's own programs with and without the generated stubs.

    python tools/stubs_regressions.py [--checker NAME ...] [--details FILE] [NAME ...]

Every file that mentions FastAPI is checked by pyright, basedpyright and mypy, without a configuration
of the application's own. Prints a row of the table in docs/stubs-measured.md for each application, and
writes what is new with the stubs, and what is gone, into FILE. The applications are those of
applications.py; `fastapi` is what FastAPI has in docs_src. The biggest take many minutes.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple, TextIO

from applications import APPLICATIONS, environment_of, source_of
from environments import ROOT, source_of_fastapi

PYRIGHTS = ("pyright", "basedpyright")
CHECKERS = (*PYRIGHTS, "mypy")
MYPY_LINE = re.compile(r"(?P<file>.+?):(?P<line>\d+): error: (?P<message>.*)")


class Report(NamedTuple):
    """What a checker says about a line."""

    file: str
    line: int
    message: str


class Project(NamedTuple):
    """Files, and the environment that they are checked for."""

    name: str
    top: Path
    folder: str
    python: Path

    @property
    def files(self) -> list[Path]:
        """The files that have something to do with FastAPI."""
        return [
            file
            for file in sorted((self.top / self.folder).rglob("*.py"))
            if b"fastapi" in file.read_bytes()
        ]


def projects(names: Sequence[str]) -> Iterable[Project]:
    """Yield those that are named, or all."""
    if not names or "fastapi" in names:
        top = source_of_fastapi(version("fastapi"))
        yield Project("fastapi", top, "docs_src", Path(sys.executable))
    for application in APPLICATIONS:
        if not names or application.name in names:
            python = environment_of(application)
            yield Project(application.name, source_of(application), application.folder, python)


def write_stubs(project: Project, output: Path) -> None:
    """Run the command for the application's environment."""
    command = [sys.executable, "-m", "scoped_fastapi_check", "stubs", "--output", str(output)]
    paths = os.pathsep.join(str(ROOT / name) for name in (".", "checker", "mypy_plugin"))
    subprocess.run(
        [*command, "--python", str(project.python)],
        check=True,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": paths},
    )


def reports(checker: str, project: Project, typings: Path, scratch: Path) -> Counter[Report]:
    """Return the errors of one checker."""
    if checker in PYRIGHTS:
        return _pyright(checker, project, typings)
    return _mypy(project, typings, scratch)


def _pyright(checker: str, project: Project, typings: Path) -> Counter[Report]:
    # Only files below the folder of the configuration are checked.
    configuration = project.top / "pyrightconfig.json"
    settings = {
        "include": [str(file.relative_to(project.top)) for file in project.files],
        "stubPath": str(typings),
        "pythonVersion": "3.11",
    }
    configuration.write_text(json.dumps(settings))
    command = [*_tool(checker), "-p", str(configuration), "--outputjson", "--level", "error"]
    done = subprocess.run(
        [*command, "--pythonpath", str(project.python)], capture_output=True, text=True, check=False
    )
    configuration.unlink()
    found = json.loads(done.stdout)["generalDiagnostics"]
    return Counter(
        Report(
            os.path.relpath(one["file"], project.top),
            # What a checker says about a whole file has no place in it.
            one["range"]["start"]["line"] + 1 if "range" in one else 0,
            f"{one['message'].splitlines()[0]} [{one.get('rule', '')}]",
        )
        for one in found
        if one["severity"] == "error"
    )


def _mypy(project: Project, typings: Path, scratch: Path) -> Counter[Report]:
    options = ["--config-file=", "--ignore-missing-imports", "--check-untyped-defs"]
    options += ["--no-error-summary", "--hide-error-context", "--explicit-package-bases"]
    options += ["--namespace-packages", "--follow-imports=silent"]
    options += ["--python-executable", str(project.python), f"--cache-dir={scratch / 'cache'}"]
    done = subprocess.run(
        [*_tool("mypy"), *options, *(str(file.relative_to(project.top)) for file in project.files)],
        cwd=project.top,
        env={**os.environ, "MYPYPATH": os.pathsep.join([str(typings), str(project.top)])},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in (0, 1):
        print(f"mypy: {project.name}: {done.stdout[-300:]}{done.stderr[-300:]}", file=sys.stderr)
    return Counter(
        Report(match["file"], int(match["line"]), match["message"])
        for line in done.stdout.splitlines()
        if (match := MYPY_LINE.fullmatch(line))
    )


def _tool(name: str) -> list[str]:
    return [str(Path(sys.executable).with_name(name))]


def compare(project: Project, checker: str, details: TextIO) -> str:
    """Return the row of the table for one application and checker."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        typings, nothing = scratch / "typings", scratch / "nothing"
        nothing.mkdir()
        write_stubs(project, typings)
        before = reports(checker, project, nothing, scratch)
        after = reports(checker, project, typings, scratch)
    new, gone = after - before, before - after
    for sign, found in (("+", new), ("-", gone)):
        for one in sorted(found.elements()):
            print(
                f"{sign} {project.name} {checker} {one.file}:{one.line}: {one.message}",
                file=details,
            )
    details.flush()
    return (
        f"| {project.name} | {checker} | {len(project.files)} | {before.total()} | {after.total()} "
        f"| {new.total()} | {gone.total()} |"
    )


def main() -> None:
    """Print the rows of the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checker", action="append", choices=CHECKERS)
    parser.add_argument("--details", type=argparse.FileType("w"), default=sys.stdout)
    parser.add_argument("names", nargs="*", metavar="NAME")
    arguments = parser.parse_args()
    print("| application | checker | files | without | with | new | gone |")
    print("|---|---|---|---|---|---|---|")
    for project in projects(arguments.names):
        for checker in arguments.checker or CHECKERS:
            print(compare(project, checker, arguments.details), flush=True)


if __name__ == "__main__":
    main()
