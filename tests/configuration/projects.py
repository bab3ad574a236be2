"""Small projects with mistakes of several codes, and the command and mypy run in them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MISTAKES = """\
from fastapi import Depends, FastAPI

app = FastAPI()


class User: ...


class Admin(User): ...


def get_number() -> int:
    return 1


def get_user() -> User:
    return User()


@app.get("/")
def home(user: User = Depends(get_number)) -> int:
    return 1


@app.get("/admin")
def admin(admin: Admin = Depends(get_user)) -> int:
    return 1


@app.get("/nothing", status_code=204)
def nothing():
    return 1
"""
DEPENDS = "fastapi-depends"
DOWNCAST = "fastapi-depends-downcast"
NO_BODY = "fastapi-no-body"
UNUSED = "fastapi-unused-ignore"
CLEAN = "from fastapi import FastAPI\n\napp = FastAPI()\n"

Place = tuple[str, int, str]


@dataclass(frozen=True)
class Outcome:
    status: int
    stdout: str
    stderr: str

    @property
    def lines(self) -> list[str]:
        return self.stdout.splitlines()

    @property
    def errors(self) -> list[str]:
        return self.stderr.splitlines()


@dataclass(frozen=True)
class Project:
    """A folder with files in it."""

    folder: Path
    caches: Path

    def write(self, files: dict[str, str]) -> Project:
        for name, text in files.items():
            file = self.folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return self

    def table(self, text: str, inside: str = ".") -> Project:
        """Write a pyproject.toml with this in its table."""
        table = f'[project]\nname = "shop"\n\n[tool.scoped-fastapi]\n{text}\n'
        return self.write({f"{inside}/pyproject.toml": table})

    def run(self, *arguments: str, inside: str = ".", **variables: str) -> Outcome:
        return self._run("scoped_fastapi_check", *arguments, inside=inside, **variables)

    def check(self, *arguments: str, inside: str = ".", checker: str | None = "ty") -> Outcome:
        """Check with ty, which is quick, or with whatever holds."""
        named = () if checker is None else ("--checker", checker)
        return self.run("check", *named, *arguments, inside=inside)

    def document(self, *arguments: str, inside: str = ".", checker: str | None = "ty") -> Any:
        outcome = self.check("--output", "json", *arguments, inside=inside, checker=checker)
        assert outcome.status in {0, 1}, outcome.stderr
        return json.loads(outcome.stdout)

    def found(self, *arguments: str, inside: str = ".", checker: str | None = "ty") -> list[Place]:
        """The files, lines and codes of what `check` finds."""
        document = self.document(*arguments, inside=inside, checker=checker)
        return sorted((one["path"], one["line"], one["code"]) for one in document["findings"])

    def codes(self, *arguments: str, inside: str = ".", checker: str | None = "ty") -> list[str]:
        """The codes of what `check` finds."""
        return [code for _, _, code in self.found(*arguments, inside=inside, checker=checker)]

    def mypy(self, *arguments: str) -> Outcome:
        """mypy with the plugin, as its configuration names it."""
        outcome = Outcome(2, "", "")
        for _ in range(4):
            outcome = self._run("mypy", "--output", "json", *arguments)
            # On a busy machine the workers of mypy take longer to start than it waits for them.
            if "Failed to establish connection with worker" not in outcome.stdout:
                break
        assert "INTERNAL ERROR" not in outcome.stdout + outcome.stderr
        assert "Traceback" not in outcome.stdout + outcome.stderr
        return outcome

    def found_by_mypy(self, *arguments: str) -> list[Place]:
        """The files, lines and codes of ours that mypy reports."""
        return ours(self.mypy(*arguments).lines)

    def _run(self, module: str, *arguments: str, inside: str = ".", **variables: str) -> Outcome:
        environment = {
            name: value
            for name, value in os.environ.items()
            if name not in {"VIRTUAL_ENV", "FORCE_COLOR", "NO_COLOR"}
        }
        environment.update(XDG_CACHE_HOME=str(self.caches), **variables)
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=self.folder / inside,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert "Traceback" not in done.stdout + done.stderr, done.stdout + done.stderr
        return Outcome(done.returncode, done.stdout, done.stderr)


def ours(lines: list[str]) -> list[Place]:
    """What is ours of mypy's output as JSON."""
    reports = [json.loads(line) for line in lines if line.startswith("{")]
    return sorted(
        (report["file"], report["line"], report["code"])
        for report in reports
        if (report["code"] or "").startswith("fastapi") and report["severity"] == "error"
    )
