"""The action and the workflows are what GitHub takes, and their steps do what they say."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
BIN = Path(sys.executable).parent


def run(*command: object, **options: Any) -> subprocess.CompletedProcess[str]:
    words = [str(word) for word in command]
    return subprocess.run(words, capture_output=True, text=True, check=False, **options)


def step(name: str) -> str:
    """The commands of a step of the action."""
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    (found,) = [one for one in action["runs"]["steps"] if one.get("name") == name]
    return str(found["run"])


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_workflow_is_valid(workflow: Path) -> None:
    done = run(BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", workflow)
    assert done.returncode == 0, done.stdout + done.stderr


def test_action_is_valid() -> None:
    schema = "vendor.github-actions"
    done = run(BIN / "check-jsonschema", "--builtin-schema", schema, ROOT / "action.yml")
    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_in_them_lets_others_in() -> None:
    """No expression is put into a shell, no job has more permissions than it needs."""
    settings = ["--offline", "--no-progress", "--config", ROOT / ".github" / "zizmor.yml"]
    done = run(BIN / "zizmor", *settings, ROOT / "action.yml", *WORKFLOWS)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_tests_are_those_of_the_readme() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/tests.yml").read_text("utf-8"))
    assert {"run": ".ci/run"} in workflow["jobs"]["everything"]["steps"]


def test_a_release_is_published_without_a_token() -> None:
    text = (ROOT / ".github/workflows/release.yml").read_text("utf-8")
    publish = yaml.safe_load(text)["jobs"]["publish"]
    assert publish["permissions"]["id-token"] == "write"
    assert "secrets." not in text


@pytest.mark.parametrize("sarif", ["false", "true"])
@pytest.mark.parametrize(
    ("paths", "status"), [("examples/clinic", 1), ("examples/bookshop", 0), ("gone", 2)]
)
def test_the_check_of_the_action(tmp_path: Path, paths: str, status: int, sarif: str) -> None:
    output = tmp_path / "output"
    output.touch()
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(BIN), os.environ["PATH"]]),
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_OUTPUT": str(output),
        "PATHS": f"{paths}\n",
        "CHECKER": "ty",
        "SINCE": "",
        "ARGUMENTS": "--no-cache\n",
        "SARIF": sarif,
    }
    script = step("Check")
    done = run("bash", "-eo", "pipefail", "-c", script, env=environment, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert f"status={status}" in output.read_text().splitlines()
    assert ("::error" in done.stdout) == (status == 1)
    written = (tmp_path / "scoped-fastapi.sarif").is_file()
    assert written == (sarif == "true" and status != 2)
