"""Runs the command in a folder that holds an application."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Outcome:
    status: int
    stdout: str
    stderr: str

    @property
    def routes(self) -> list[Any]:
        """What JSON tells, if all went well."""
        assert self.status == 0, self.stderr
        routes: list[Any] = json.loads(self.stdout)["routes"]
        return routes

    @property
    def errors(self) -> list[str]:
        """The lines of a failure."""
        assert self.status == 2
        assert self.stdout == ""
        return self.stderr.splitlines()


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def show(folder: Path, *arguments: str, **variables: str) -> Outcome:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"VIRTUAL_ENV", "FORCE_COLOR", "NO_COLOR", "COLUMNS"}
    }
    finished = subprocess.run(
        [sys.executable, "-m", "scoped_fastapi_check", "routes", *arguments],
        cwd=folder,
        env={**environment, **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "scoped_fastapi" not in finished.stderr, finished.stderr
    assert "Traceback" not in finished.stderr, finished.stderr
    return Outcome(finished.returncode, finished.stdout, finished.stderr)


def told(folder: Path, *arguments: str) -> list[Any]:
    """The routes as JSON tells them."""
    return show(folder, *arguments, "--output", "json").routes
