"""The six type checkers, each run as a user without a configuration would run it.

A checker looks once at everything that it is given: one process for a folder of programs, however
many there are.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_BIN = Path(sys.executable).parent


class CheckerFailedError(Exception):
    """A type checker crashed, or printed what cannot be read."""


@dataclass(frozen=True, order=True)
class Finding:
    """An error of a type checker; its file is relative to the folder that was checked."""

    file: str
    line: int
    code: str
    message: str


@dataclass(frozen=True)
class TypeChecker:
    """A type checker: the command that runs it, the configuration it needs, how it is read.

    A configuration is the name of a file and its text. `own_ignores` is the one under which the
    checker honours its own comment alone, and reports each that is not needed.
    """

    name: str
    command: tuple[str, ...]
    read: Callable[[str], Iterable[Finding]]
    configuration: tuple[str, str]
    own_ignores: tuple[str, str]

    def check(self, folder: Path, *, own_ignores: bool = False) -> list[Finding]:
        """Run the checker once over a folder, which it may write to, and return its errors.

        Raises:
            CheckerFailedError: it crashed, or its output is none that it should have.
        """
        name, text = self.own_ignores if own_ignores else self.configuration
        (folder / name).write_text(text, "utf-8")
        finished = subprocess.run(
            [str(_BIN / self.command[0]), *self.command[1:], "."],
            cwd=folder,
            env=_environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        if finished.returncode not in {0, 1}:
            raise CheckerFailedError(f"{self.name}: {finished.stdout}{finished.stderr}")
        try:
            found = {_inside(finding, folder) for finding in self.read(finished.stdout)}
        except ValueError as error:
            output = finished.stdout + finished.stderr
            raise CheckerFailedError(f"{self.name}: {error}: {output}") from error
        return sorted(found)


def _inside(finding: Finding, folder: Path) -> Finding:
    file = (folder / finding.file).resolve().relative_to(folder.resolve()).as_posix()
    return Finding(file, finding.line, finding.code, finding.message)


def _environment() -> Mapping[str, str]:
    # pyright looks for node on the path; mypy and zuban read MYPYPATH.
    path = os.pathsep.join([str(_BIN), os.environ["PATH"]])
    return {**os.environ, "PATH": path, "MYPYPATH": str(ROOT)}


def _read_mypy(output: str) -> Iterable[Finding]:
    for line in filter(None, output.splitlines()):
        entry = json.loads(line)
        if entry["severity"] == "error":
            yield Finding(entry["file"], entry["line"], entry["code"] or "", entry["message"])


def _read_pyright(output: str) -> Iterable[Finding]:
    for entry in json.loads(output)["generalDiagnostics"]:
        if entry["severity"] == "error":
            # What is about a whole file has no range.
            line = entry["range"]["start"]["line"] + 1 if "range" in entry else 1
            yield Finding(entry["file"], line, entry.get("rule", ""), entry["message"])


_TY = re.compile(r"(?P<file>.+?):(?P<line>\d+):\d+: error\[(?P<code>[\w-]+)\] (?P<message>.+)")


def _read_ty(output: str) -> Iterable[Finding]:
    for line in output.splitlines():
        if found := _TY.fullmatch(line):
            yield Finding(found["file"], int(found["line"]), found["code"], found["message"])
        elif ": error" in line:
            raise ValueError(line)


def _read_pyrefly(output: str) -> Iterable[Finding]:
    # It may append how many errors there were.
    for entry in json.JSONDecoder().raw_decode(output)[0]["errors"]:
        if entry["severity"] == "error":
            yield Finding(entry["path"], entry["line"], entry["name"], entry["description"])


_ZUBAN = re.compile(r"(?P<file>[^:]+):(?P<line>\d+): error: (?P<message>.+)  \[(?P<code>[\w-]+)\]")


def _read_zuban(output: str) -> Iterable[Finding]:
    for line in output.splitlines():
        if found := _ZUBAN.fullmatch(line):
            yield Finding(found["file"], int(found["line"]), found["code"], found["message"])
        elif ": error:" in line:
            raise ValueError(line)


_MYPY_INI = f"""\
[mypy]
python_executable = {sys.executable}
namespace_packages = true
explicit_package_bases = true
mypy_path = $MYPY_CONFIG_FILE_DIR
"""
_PYRIGHT = {"include": ["."], "extraPaths": [str(ROOT)], "pythonVersion": "3.11"}
_OWN_IGNORES_OF_PYRIGHT = {
    **_PYRIGHT,
    "typeCheckingMode": "strict",
    "enableTypeIgnoreComments": False,
    "reportUnnecessaryTypeIgnoreComment": "error",
}
_TY_TOML = f"""\
[environment]
python = {json.dumps(sys.prefix)}
extra-paths = [{json.dumps(str(ROOT))}]
"""
_PYREFLY_TOML = f"""\
python-interpreter-path = {json.dumps(sys.executable)}
search-path = [".", {json.dumps(str(ROOT))}]
"""

CHECKERS: Mapping[str, TypeChecker] = {
    checker.name: checker
    for checker in (
        TypeChecker(
            "mypy",
            ("mypy", "--output=json", "--no-error-summary"),
            _read_mypy,
            ("mypy.ini", _MYPY_INI),
            ("mypy.ini", _MYPY_INI + "strict = true\n"),
        ),
        TypeChecker(
            "pyright",
            ("pyright", "--outputjson", "--pythonpath", sys.executable, "--project"),
            _read_pyright,
            ("pyrightconfig.json", json.dumps(_PYRIGHT)),
            ("pyrightconfig.json", json.dumps(_OWN_IGNORES_OF_PYRIGHT)),
        ),
        TypeChecker(
            "basedpyright",
            ("basedpyright", "--outputjson", "--pythonpath", sys.executable, "--project"),
            _read_pyright,
            ("pyrightconfig.json", json.dumps(_PYRIGHT)),
            ("pyrightconfig.json", json.dumps(_OWN_IGNORES_OF_PYRIGHT)),
        ),
        TypeChecker(
            "ty",
            ("ty", "check", "--output-format=concise", "--no-progress"),
            _read_ty,
            ("ty.toml", _TY_TOML),
            (
                "ty.toml",
                _TY_TOML
                + "[analysis]\nrespect-type-ignore-comments = false\n"
                + '[rules]\nunused-ignore-comment = "error"\n',
            ),
        ),
        TypeChecker(
            "pyrefly",
            ("pyrefly", "check", "--output-format=json", "--config=pyrefly.toml"),
            _read_pyrefly,
            ("pyrefly.toml", _PYREFLY_TOML),
            (
                "pyrefly.toml",
                _PYREFLY_TOML
                + 'enabled-ignores = ["pyrefly"]\n[errors]\nunused-ignore = "error"\n',
            ),
        ),
        TypeChecker(
            "zuban",
            ("zuban", "check", "--no-error-summary"),
            _read_zuban,
            ("mypy.ini", _MYPY_INI),
            ("mypy.ini", _MYPY_INI + "strict = true\n"),
        ),
    )
}
