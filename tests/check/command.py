"""Runs the real command on small projects."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

MISTAKE = """\
from fastapi import Depends, FastAPI

app = FastAPI()


class User: ...


def get_number() -> int:
    return 1


@app.get("/")
def home(user: User = Depends(get_number)) -> int:
    return 1
"""

MISTAKE_AT = "14:10"

CLEAN = """\
from fastapi import FastAPI

app = FastAPI()


@app.get("/")
def home() -> int:
    return 1
"""


@dataclass(frozen=True)
class Outcome:
    status: int
    lines: list[str]
    errors: list[str]

    @property
    def found(self) -> list[str]:
        """The places of all errors, without their messages."""
        return [line.partition(": error: ")[0] for line in self.lines if ": error: " in line]

    @property
    def summary(self) -> str:
        return self.lines[-1]


@dataclass(frozen=True)
class Project:
    """A folder with files in it, and the command run there."""

    folder: Path
    caches: Path
    python: str = sys.executable
    """The Python that the command runs in."""
    program: tuple[str, ...] = ("-m", "scoped_fastapi_check")
    checker: str = "mypy"
    """Which one is used where the arguments name none."""

    def write(self, files: dict[str, str]) -> Project:
        for name, text in files.items():
            file = self.folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return self

    def command(self, *arguments: str, **variables: str) -> tuple[list[str], dict[str, str]]:
        environment = {
            name: value
            for name, value in os.environ.items()
            if name not in {"VIRTUAL_ENV", "FORCE_COLOR", "NO_COLOR"}
        }
        environment.update(XDG_CACHE_HOME=str(self.caches), **variables)
        return [self.python, *self.program, *arguments], environment

    def run(self, *arguments: str, inside: str = ".", **variables: str) -> Outcome:
        command, environment = self.command(*arguments, **variables)
        done = subprocess.run(
            command,
            cwd=self.folder / inside,
            env=environment,
            capture_output=True,
            encoding="utf-8",
        )
        assert "Traceback" not in done.stdout + done.stderr
        return Outcome(done.returncode, done.stdout.splitlines(), done.stderr.splitlines())

    def check(self, *arguments: str, inside: str = ".", **variables: str) -> Outcome:
        """Run `check`, with the checker of the project if the arguments name no other one."""
        checker = () if "--checker" in arguments else ("--checker", self.checker)
        return self.run("check", *checker, *arguments, inside=inside, **variables)
