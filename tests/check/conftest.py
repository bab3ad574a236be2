from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from .command import Project


@pytest.fixture(scope="session")
def shared_top(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The top of one project that all tests put theirs into: mypy's cache is filled only once."""
    top = tmp_path_factory.mktemp("shared")
    (top / "pyproject.toml").touch()
    return top


@pytest.fixture
def project(shared_top: Path, tmp_path: Path) -> Iterator[Project]:
    folder = shared_top / tmp_path.name
    folder.mkdir()
    yield Project(folder, shared_top.parent / "caches")
    shutil.rmtree(folder)


@pytest.fixture
def own_project(tmp_path: Path) -> Project:
    """A project that has nothing above it and a cache of its own."""
    folder = tmp_path / "project"
    folder.mkdir()
    return Project(folder, tmp_path / "caches")
