"""The project holds itself to the checkers that it serves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("scoped_fastapi", "checker/scoped_fastapi_check", "mypy_plugin/scoped_fastapi_mypy")


def run(*command: str) -> subprocess.CompletedProcess[str]:
    # pyright looks for packages in the environment of the first Python on the path.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check"),
        ("ruff", "format", "--check"),
        ("mypy", *PACKAGES),
        (
            "mypy",
            "tests/conformance",
            "tests/check",
            "tests/examples",
            "tests/project",
            "tests/configuration",
            "tests/docs",
            "tests/routes",
            "tests/stubs",
            "benchmarks",
            "tests/trust",
        ),
        ("pyright",),
    ],
    ids=["ruff check", "ruff format", "mypy --strict", "mypy --strict tests", "pyright strict"],
)
def test_checker_is_content(command: tuple[str, ...]) -> None:
    finished = run(*command)
    assert finished.returncode == 0, finished.stdout + finished.stderr


def test_public_types_are_complete() -> None:
    finished = run("pyright", "--verifytypes", "scoped_fastapi", "--ignoreexternal", "--outputjson")
    completeness = json.loads(finished.stdout)["typeCompleteness"]
    assert completeness["exportedSymbolCounts"]["withKnownType"] > 0
    assert completeness["completenessScore"] == 1, finished.stdout
