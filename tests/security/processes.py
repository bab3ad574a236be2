"""Which processes a command has started, by a variable that they inherit, and what is left of them."""

from __future__ import annotations

import os
import subprocess
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from check.command import Project

MARK = "STARTED_BY"
# Each call doubles the type: no checker gets through in this life.
BUSY = """\
from typing import TypeVar
from fastapi import Depends, FastAPI

T = TypeVar("T")
app = FastAPI()


def f(x: T) -> tuple[T, T]:
    return (x, x)


def get_number() -> int:
    return 1


@app.get("/")
def home(user: str = Depends(get_number)) -> object:
    busy = {calls}
    return busy
""".format(calls="f(" * 40 + "1" + ")" * 40)


@dataclass
class Started:
    """A command that runs in a project, with all that it starts."""

    project: Project
    arguments: Sequence[str]
    variables: dict[str, str] = field(default_factory=dict)
    mark: str = field(default_factory=lambda: uuid.uuid4().hex)

    def __enter__(self) -> Started:
        command, variables = self.project.command(*self.arguments, **self.variables)
        self.process = subprocess.Popen(
            command,
            cwd=self.project.folder,
            env={**variables, MARK: self.mark},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        for number in self.alive():
            os.kill(number, 9)

    def alive(self) -> list[int]:
        """Its processes and those that it has started, itself not among them."""
        found = [int(name) for name in os.listdir("/proc") if name.isdigit()]
        return [number for number in found if number != self.process.pid and self._is_of_it(number)]

    def wait_until_busy(self, name: str, seconds: float) -> None:
        """Wait until a process of this name has worked for a while."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            assert self.process.poll() is None
            worked = [_worked(number) for number in self.alive() if name in _command_of(number)]
            if any(each > seconds for each in worked):
                return
            time.sleep(0.05)
        raise AssertionError(f"{name} has nothing to do")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def left_after(self, seconds: float) -> list[str]:
        """What still runs so long after the command has ended."""
        deadline = time.monotonic() + seconds
        while (left := self.alive()) and time.monotonic() < deadline:
            time.sleep(0.02)
        return [_command_of(number) for number in left]

    def _is_of_it(self, number: int) -> bool:
        try:
            variables = Path(f"/proc/{number}/environ").read_bytes()
        except OSError:
            return False
        return f"{MARK}={self.mark}".encode() in variables and _state(number) != "Z"


def _stat(number: int) -> list[str]:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ["Z", *("0" * 40)]


def _state(number: int) -> str:
    return _stat(number)[0]


def _worked(number: int) -> float:
    fields = _stat(number)
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _command_of(number: int) -> str:
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""
