"""Running a checker over the programs. A runner turns programs into reports, and nothing else."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from scoped_fastapi_check.diagnostics.codes import CODES

from .mypy_probes import command as command_with
from .program import PROGRAMS, Program

FAMILY = "fastapi"


class RunFailedError(Exception):
    """A checker crashed, or could not do its work."""


@dataclass(frozen=True, order=True)
class Report:
    """One report of the family; its file is relative to the folder that was checked."""

    file: str
    line: int
    code: str
    message: str = field(default="", compare=False)
    note: str = field(default="", compare=False)


class Runner(Protocol):
    """What every checker is to this suite."""

    @property
    def checker(self) -> str:
        """The name under which `differences.toml` lists its differences."""
        ...

    def check(self, programs: Sequence[Program], work: Path) -> list[Report]:
        """Check the programs; `work` is an empty folder, or the one of a run before."""
        ...


@dataclass(frozen=True)
class Check:
    """`scoped-fastapi check` with one of its checkers."""

    checker: str

    def check(self, programs: Sequence[Program], work: Path) -> list[Report]:
        """Run the command over all programs, once for each set of codes that they enable.

        They are moved out of this repository, whose other files are none of the project that the
        command is to see.
        """
        project = work / "programs"
        shutil.copytree(PROGRAMS, project, ignore=shutil.ignore_patterns("__pycache__"))
        files: dict[tuple[str, ...], list[str]] = {}
        for program in programs:
            files.setdefault(program.enable, []).extend(program.files)
        return sorted(
            report for enabled, part in files.items() for report in self.run(project, part, enabled)
        )

    def run(self, project: Path, files: Sequence[str], enabled: Sequence[str]) -> list[Report]:
        """Run the command once over files of a folder; `enabled` are codes that are off by default."""
        codes = [code.name for code in CODES if code.default_enabled]
        command = [
            *(*command_with(self.checker), "--no-cache", "--output", "concise"),
            *("--select", ",".join([*codes, *enabled]), "--", *files),
        ]
        finished = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
        output = finished.stdout + finished.stderr
        if finished.returncode not in {0, 1} or "Traceback" in output:
            raise RunFailedError(f"the command ended with {finished.returncode}:\n{output}")
        return [
            Report(found["file"], int(found["line"]), found["code"], found["message"])
            for found in _REPORT.finditer(finished.stdout)
        ]


_REPORT = re.compile(
    r"^(?P<file>[^:\n]+):(?P<line>\d+):\d+: error: (?P<message>.+)  \[(?P<code>[^\]]+)\]$",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Mypy:
    """mypy with the plugin."""

    options: tuple[str, ...] = ()
    checker: str = "mypy"

    def check(self, programs: Sequence[Program], work: Path) -> list[Report]:
        """Run mypy once over all programs, outside of this repository, as above."""
        project = work / "programs"
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(PROGRAMS, project, ignore=ignored, dirs_exist_ok=True)
        files = [file for program in programs for file in program.files]
        return run_mypy(project, files, work, self.options, _enabled_codes(programs))


def run_mypy(
    folder: Path,
    paths: Sequence[str],
    work: Path,
    options: Sequence[str] = (),
    sections: Sequence[str] = (),
) -> list[Report]:
    """Run mypy with the plugin over a folder and return the reports of the family.

    Its configuration and its cache are in `work`, where it runs: workers leave files behind.
    """
    command = [
        *(sys.executable, "-m", "mypy", "--output", "json", "--show-traceback"),
        *mypy_arguments(folder, paths, work, options, sections),
    ]
    finished = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
    output = finished.stdout + finished.stderr
    if finished.returncode not in {0, 1} or "INTERNAL ERROR" in output or "Traceback" in output:
        raise RunFailedError(f"mypy ended with {finished.returncode}:\n{output}")
    reports: list[Report] = []
    for line in filter(None, finished.stdout.splitlines()):
        if not line.startswith("{"):
            raise RunFailedError(f"mypy printed {line!r}:\n{output}")
        entry = json.loads(line)
        code = entry["code"]
        if entry["severity"] == "error" and code and code.split("-", 1)[0] == FAMILY:
            file = work / entry["file"]
            if file.resolve().is_relative_to(folder.resolve()):
                file = file.resolve().relative_to(folder.resolve())
            message, note = entry["message"], entry["hint"] or ""
            reports.append(Report(file.as_posix(), entry["line"], code, message, note))
    return sorted(reports)


def mypy_arguments(
    folder: Path,
    paths: Sequence[str],
    work: Path,
    options: Sequence[str] = (),
    sections: Sequence[str] = (),
) -> list[str]:
    """Write the configuration into `work`, and return the arguments for mypy or its daemon."""
    config = work / "mypy.ini"
    config.write_text("\n".join([*_configuration(folder), *sections, ""]), "utf-8")
    return [
        *("--config-file", str(config), "--cache-dir", str(work / "cache")),
        *("--hide-error-context", *options, "--", *(str(folder / path) for path in paths)),
    ]


def _configuration(folder: Path) -> list[str]:
    return [
        "[mypy]",
        "plugins = scoped_fastapi_mypy",
        f"mypy_path = {folder}",
        "namespace_packages = true",
        "explicit_package_bases = true",
    ]


def _enabled_codes(programs: Sequence[Program]) -> list[str]:
    sections: list[str] = []
    for program in programs:
        if program.enable:
            sections += [
                f"[mypy-{','.join(program.modules)}]",
                f"enable_error_code = {', '.join(program.enable)}",
            ]
    return sections
