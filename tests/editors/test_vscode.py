"""The extension in VS Code itself: a file is opened, the squiggle is waited for, the fix applied.

That takes minutes and downloads 60 MB, so it runs on demand alone: with the environment variable
SCOPED_FASTAPI_VSCODE set, or as `python tools/try_vscode.py`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from scoped_fastapi_check.checkers.registry import CHECKERS
from scoped_fastapi_check.server.settings import Settings, read_settings

ROOT = Path(__file__).parents[2]
TOOL = ROOT / "tools" / "try_vscode.py"
EXTENSION = ROOT / "editors" / "vscode"
SKIPPED = 77


def run(**variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(TOOL)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **variables},
    )


def test_without_node_it_is_skipped_with_a_reason(tmp_path: Path) -> None:
    finished = run(PATH=str(tmp_path), SCOPED_FASTAPI_CACHE=str(tmp_path))
    assert finished.returncode == SKIPPED
    assert finished.stdout == "skipped, VS Code was not run: there is no node on this machine\n"


def manifest() -> dict[str, object]:
    loaded: dict[str, object] = json.loads((EXTENSION / "package.json").read_text())
    return loaded


def properties() -> dict[str, dict[str, object]]:
    contributes = manifest()["contributes"]
    assert isinstance(contributes, dict)
    found: dict[str, dict[str, object]] = contributes["configuration"]["properties"]
    return found


def test_the_server_takes_the_settings_and_their_defaults() -> None:
    defaults = {
        name.removeprefix("scopedFastapi."): one["default"] for name, one in properties().items()
    }
    of_the_extension = {"path", "trace.server"}
    assert defaults.keys() - of_the_extension == {
        *("checker", "python", "lenses", "openFilesOnly", "trust")
    }
    assert read_settings(defaults, Settings()) == (Settings(), [])


def test_every_checker_can_be_chosen() -> None:
    assert properties()["scopedFastapi.checker"]["enum"] == ["", *CHECKERS]


def test_no_workspace_can_name_a_program() -> None:
    for name in ("path", "trust"):
        assert properties()[f"scopedFastapi.{name}"]["scope"] == "machine"
    capabilities = manifest()["capabilities"]
    assert isinstance(capabilities, dict)
    assert capabilities["untrustedWorkspaces"]["supported"] == "limited"


def test_the_lock_names_no_other_registry() -> None:
    lock = json.loads((EXTENSION / "package-lock.json").read_text())
    addresses = [one["resolved"] for one in lock["packages"].values() if "resolved" in one]
    assert [one for one in addresses if not one.startswith("https://registry.npmjs.org/")] == []


@pytest.mark.skipif(
    not os.environ.get("SCOPED_FASTAPI_VSCODE"),
    reason="takes minutes and downloads; set SCOPED_FASTAPI_VSCODE, or run tools/try_vscode.py",
)
def test_the_extension_in_vs_code() -> None:
    finished = run()
    if finished.returncode == SKIPPED:
        pytest.skip(finished.stdout.strip())
    assert finished.returncode == 0, finished.stdout[-4000:] + finished.stderr[-4000:]
    assert "ok: the quick fix is applied" in finished.stdout
