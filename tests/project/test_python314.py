"""The tests of the runtime and of the rules pass with Python 3.14, on a machine that has none.

That takes a minute or two and downloads 12 MB, so it runs on demand alone: with the environment variable
SCOPED_FASTAPI_PYTHON314 set, or as `python tools/python314.py`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[2] / "tools" / "python314.py"
SKIPPED = 77


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(TOOL), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **variables},
    )


def test_without_node_it_is_skipped_with_a_reason(tmp_path: Path) -> None:
    finished = run(PATH=str(tmp_path), SCOPED_FASTAPI_CACHE=str(tmp_path))
    assert finished.returncode == SKIPPED
    assert finished.stdout == "skipped, Python 3.14 was not run: there is no node on this machine\n"


@pytest.mark.skipif(
    not os.environ.get("SCOPED_FASTAPI_PYTHON314"),
    reason="takes minutes and downloads; set SCOPED_FASTAPI_PYTHON314, or run tools/python314.py",
)
def test_the_tests_pass() -> None:
    finished = run()
    if finished.returncode == SKIPPED:
        pytest.skip(finished.stdout.strip())
    assert finished.returncode == 0, finished.stdout[-4000:] + finished.stderr[-2000:]
    assert " passed in " in finished.stdout
