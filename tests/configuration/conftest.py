from __future__ import annotations

from pathlib import Path

import pytest

from .projects import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A folder of its own, with nothing above it that says anything."""
    folder = tmp_path / "project"
    folder.mkdir()
    return Project(folder, tmp_path / "caches")
