"""The oldest versions of checkers that a page names are those that the command and the plugin accept."""

from __future__ import annotations

import re
from pathlib import Path

from scoped_fastapi_check.checkers.server_specs import SERVERS
from scoped_fastapi_mypy import OLDEST_MYPY

PAGE = Path(__file__).parents[2] / "docs" / "command.md"


def test_oldest_versions() -> None:
    page = PAGE.read_text("utf-8")
    table = page.partition("| checker | oldest version |\n|---|---|\n")[2].partition("\n\n")[0]
    told = dict(re.findall(r"^\| (\w+) \| ([\d.]+) \|$", table, re.MULTILINE))
    accepted = {"mypy": OLDEST_MYPY} | {spec.name: spec.oldest for spec in SERVERS}
    assert told == {name: ".".join(map(str, oldest)) for name, oldest in accepted.items()}
