"""The settings for editors and pipelines that the pages show do what they are for."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml
from scoped_fastapi_check.server.settings import Settings, read_settings
from scoped_fastapi_check.stubs.announcement import configuration

from .pages import DOCS, ROOT, blocks

SHOP = ROOT / "examples" / "tutorial" / "shop.py"
SCRIPTS = Path(sys.executable).parent
LOADERS: dict[str, Callable[[str], Any]] = {"json": json.loads, "yaml": yaml.safe_load}


def shown(page: str, language: str) -> list[Any]:
    return [
        LOADERS[language](block.text) for block in blocks(DOCS / page) if block.language == language
    ]


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(SCRIPTS), os.environ["PATH"]])
    variables = {**os.environ, "PATH": path, "XDG_CACHE_HOME": str(folder / "cache")}
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=variables,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project that has nothing but the application of the tutorial."""
    shutil.copy(SHOP, tmp_path / "shop.py")
    return tmp_path


def test_the_task_of_vs_code_reads_what_its_command_prints(folder: Path) -> None:
    (task,) = [task for found in shown("editors.md", "json") for task in found.get("tasks", ())]
    pattern = task["problemMatcher"]["pattern"]
    printed = run(task["command"], folder).stdout.splitlines()
    found = [match for line in printed if (match := re.match(pattern["regexp"], line))]
    assert [
        (match[pattern["file"]], match[pattern["line"]], match[pattern["code"]]) for match in found
    ] == [
        ("shop.py", "32", "fastapi-depends"),
        ("shop.py", "37", "fastapi-depends"),
        ("shop.py", "41", "fastapi-path"),
        ("shop.py", "49", "fastapi-no-body"),
    ]
    assert {match[pattern["severity"]] for match in found} == {"error"}


def test_the_workflow(folder: Path) -> None:
    _, workflow, *_ = shown("pipelines.md", "yaml")
    steps = workflow["jobs"]["check"]["steps"]
    first, second = [
        step["run"] for step in steps if step.get("run", "").startswith("scoped-fastapi ")
    ]
    assert run(first, folder).returncode == 0
    (uploaded,) = [step["with"]["sarif_file"] for step in steps if "sarif_file" in str(step)]
    (found,) = json.loads((folder / uploaded).read_text("utf-8"))["runs"]
    assert len(found["results"]) == 4
    finished = run(second, folder)
    assert finished.returncode == 1
    assert len([line for line in finished.stdout.splitlines() if line.startswith("::error ")]) == 4


def test_the_hooks_of_pre_commit(folder: Path) -> None:
    (offered,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    *_, by_repository, local = shown("pipelines.md", "yaml")
    (used,) = by_repository["repos"][0]["hooks"]
    (own,) = local["repos"][0]["hooks"]
    assert used["id"] == offered["id"]
    for hook in (offered, own):
        assert hook["pass_filenames"] is False
        assert run(hook["entry"], folder).returncode == 1


def test_the_action_takes_what_the_page_says() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    used, *_ = shown("pipelines.md", "yaml")
    (given,) = [step["with"] for step in used["jobs"]["check"]["steps"] if "with" in step]
    assert set(given) <= set(action["inputs"])
    listed = re.findall(
        r"^\| `([a-z-]+)` \|", (DOCS / "pipelines.md").read_text("utf-8"), re.MULTILINE
    )
    assert listed == list(action["inputs"])


def test_the_settings_of_the_server_are_all_of_them() -> None:
    text = (DOCS / "server.md").read_text("utf-8").partition("## Settings")[2]
    table = text.partition("\n## ")[0]
    shown_on_page = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    given = dict.fromkeys(shown_on_page, 0)
    _, problems = read_settings(given, Settings())
    assert len(problems) == len(shown_on_page) == len(fields(Settings))


def test_the_lines_for_the_stubs_are_those_that_the_command_prints() -> None:
    (shown_on_page,) = [block for block in blocks(DOCS / "stubs.md") if block.language == "toml"]
    assert tomllib.loads(shown_on_page.text) == tomllib.loads(configuration(Path("typings")))
