"""A conformance program: where its files are, what its header says, where its marks stand.

A program is one file, `programs/<rule>/<case>.py`, or one folder, `programs/<rule>/<case>/`,
whose main module is `main.py`. It begins with comments; those of the form `# key: value` are its
header:

`outcome`
    What FastAPI does with the mistake: `import` (it raises while the program is imported),
    `silent` (it does the wrong thing), `422` or `500` (the answer to a valid request),
    `protocol-error` (the server cannot send the response). A program without an outcome is valid.
`raises`
    For the outcome `import`: a part of `ExceptionType: message`.
`enable`
    Error codes that are off by default and that this program switches on, separated by commas.
`python`
    The oldest Python that can read the program.
`fastapi`
    The oldest FastAPI that has what the program imports.

A line where a report belongs ends with `# E[code]`; `# E?[code]` is a line where a checker may
report or not. Several marks may follow each other: `# E[code] E[code]` expects two reports.
"""

from __future__ import annotations

import io
import re
import sys
import tokenize
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

PROGRAMS = Path(__file__).parent / "programs"
OUTCOMES = frozenset({"import", "silent", "422", "500", "protocol-error"})

_HEADER_KEYS = frozenset({"outcome", "raises", "enable", "python", "fastapi"})
_HEADER = re.compile(r"# (?P<key>[a-z]+): (?P<value>.+)")
_MARKS = re.compile(r"# (?P<marks>E\??\[[^\]]*\](?: E\??\[[^\]]*\])*)$")
_MARK = re.compile(r"E(?P<optional>\??)\[(?P<code>[^\]]*)\]")
_LOOKS_LIKE_A_MARK = re.compile(r"#\s*E\??\s*\[")


class MalformedProgramError(Exception):
    """A program does not follow the format."""


@dataclass(frozen=True, order=True)
class Mark:
    """A report that a program expects, or, when it is optional, allows."""

    file: str
    line: int
    code: str
    optional: bool = False


@dataclass(frozen=True)
class Program:
    """One conformance program; its files are relative to `PROGRAMS`."""

    name: str
    files: tuple[str, ...]
    marks: tuple[Mark, ...]
    outcome: str | None = None
    raises: str | None = None
    enable: tuple[str, ...] = ()
    python: tuple[int, ...] = (3, 11)
    fastapi: tuple[int, ...] = (0, 121)

    @property
    def rule(self) -> str:
        """The error code that the program is about."""
        return "fastapi-" + self.name.split("/", 1)[0].replace("_", "-")

    @property
    def main(self) -> str:
        """The module to import."""
        name = self.name.replace("/", ".")
        return f"{name}.main" if f"{name}.main" in self.modules else name

    @property
    def modules(self) -> tuple[str, ...]:
        """Every module of the program."""
        return tuple(
            file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
            for file in self.files
        )

    @property
    def runs_here(self) -> bool:
        """Whether the running Python can read the program, and the FastAPI beside it run it."""
        fastapi = _numbers(metadata.version("fastapi"))
        return sys.version_info >= self.python and fastapi >= self.fastapi


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def read_marks(file: str, source: str) -> list[Mark]:
    """Find the marks in the comments of a source."""
    marks: list[Mark] = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type != tokenize.COMMENT:
            continue
        found = _MARKS.search(token.string)
        if found is None:
            if _LOOKS_LIKE_A_MARK.search(token.string):
                raise MalformedProgramError(f"{file}:{token.start[0]}: {token.string}")
            continue
        marks.extend(
            Mark(file, token.start[0], mark["code"], optional=bool(mark["optional"]))
            for mark in _MARK.finditer(found["marks"])
        )
    return marks


def read_header(file: str, source: str) -> dict[str, str]:
    """Read the `# key: value` lines among the comments that begin a source."""
    header: dict[str, str] = {}
    for line in source.splitlines():
        if not line.startswith("#"):
            break
        found = _HEADER.fullmatch(line)
        if found is None:
            continue
        if found["key"] not in _HEADER_KEYS or found["key"] in header:
            raise MalformedProgramError(f"{file}: the header does not know {line!r}")
        header[found["key"]] = found["value"]
    return header


def read_program(path: Path) -> Program:
    """Read a program from its file or its folder."""
    if path.is_dir():
        paths = sorted(path.rglob("*.py"))
        main = path / "main.py"
        if main not in paths:
            raise MalformedProgramError(f"{path}: there is no main.py")
    else:
        paths = [path]
        main = path
    files = {file.relative_to(PROGRAMS).as_posix(): file.read_text("utf-8") for file in paths}
    header = read_header(str(main), main.read_text("utf-8"))
    outcome = header.get("outcome")
    if outcome is not None and outcome not in OUTCOMES:
        raise MalformedProgramError(f"{main}: no such outcome: {outcome}")
    if (outcome == "import") != ("raises" in header):
        raise MalformedProgramError(f"{main}: `raises` goes with the outcome `import`")
    return Program(
        name=path.relative_to(PROGRAMS).as_posix().removesuffix(".py"),
        files=tuple(files),
        marks=tuple(mark for file, source in files.items() for mark in read_marks(file, source)),
        outcome=outcome,
        raises=header.get("raises"),
        enable=tuple(code.strip() for code in header.get("enable", "").split(",") if code.strip()),
        python=_numbers(header.get("python", "3.11")),
        fastapi=_numbers(header.get("fastapi", "0.121")),
    )


def all_programs() -> list[Program]:
    """Read every program, in the order of their names."""
    return [
        read_program(path)
        for rule in sorted(PROGRAMS.iterdir())
        if _is_a_name(rule.name)
        for path in sorted(rule.iterdir())
        if _is_a_name(path.name.removesuffix(".py"))
    ]


def part_of(programs: Iterable[Program]) -> list[Program]:
    """A part that has something of everything: a mistaken and a valid program of every rule."""
    found: dict[tuple[str, bool], Program] = {}
    for program in programs:
        rule, _, _ = program.name.partition("/")
        found.setdefault((rule, program.outcome is None), program)
    return list(found.values())


def _is_a_name(name: str) -> bool:
    return name.isidentifier() and not name.startswith("_")
