from __future__ import annotations

import sys
from pathlib import Path

import pytest
from check.command import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An empty project."""
    folder = tmp_path / "project"
    folder.mkdir()
    return Project(folder, tmp_path / "caches")


@pytest.fixture(scope="session")
def stubs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the stubs of the FastAPI that the tests run with."""
    folder = tmp_path_factory.mktemp("stubs")
    outcome = Project(folder, folder / "caches").run("stubs", "--python", sys.executable)
    assert outcome.status == 0, outcome.errors
    return folder / "typings"
