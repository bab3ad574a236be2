"""One run of mypy with the plugin over all examples."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from conformance.runners import FAMILY, Report, RunFailedError, mypy_arguments
from scoped_fastapi_check.diagnostics.codes import CODES

from .pages import Example

_OFF_BY_DEFAULT = {code.name for code in CODES if not code.default_enabled}


@dataclass(frozen=True)
class CheckedExample:
    """What mypy says about one example; `shown` is what a page shows of it."""

    reports: list[Report]
    shown: list[str]


def write_examples(examples: list[Example], folder: Path) -> None:
    """Write each example into a file of its own."""
    for example in examples:
        path = folder / example.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(example.source, "utf-8")


def check_examples(examples: list[Example], folder: Path, work: Path) -> dict[str, CheckedExample]:
    """Check the examples that were written to `folder`; `work` is an empty folder."""
    files = [example.file for example in examples]
    arguments = mypy_arguments(folder, files, work, sections=_sections(examples))
    finished = subprocess.run(
        [sys.executable, "-m", "mypy", "--output", "json", *arguments],
        cwd=work,
        capture_output=True,
        text=True,
        check=False,
    )
    if finished.returncode not in {0, 1}:
        raise RunFailedError(finished.stdout + finished.stderr)
    checked = {file: CheckedExample([], []) for file in files}
    for line in finished.stdout.splitlines():
        entry = json.loads(line)
        file = (work / entry["file"]).resolve().relative_to(folder.resolve()).as_posix()
        code, message = entry["code"], entry["message"]
        checked[file].reports.append(Report(file, entry["line"], code, message))
        if code.startswith(FAMILY):
            shown = [f"error: {message}  [{code}]", f"note: {entry['hint']}"]
            checked[file].shown.extend(shown)
    return checked


def _sections(examples: list[Example]) -> list[str]:
    """A code that is off by default is on in the examples of its own page."""
    sections: list[str] = []
    for example in examples:
        code = Path(example.block.page).stem
        if code in _OFF_BY_DEFAULT:
            module = example.file.removesuffix(".py").replace("/", ".")
            sections += [f"[mypy-{module}]", f"enable_error_code = {code}"]
    return sections
