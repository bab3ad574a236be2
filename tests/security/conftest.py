from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from check.command import Project

from .hostile import Tree, write_everything


@dataclass(frozen=True)
class Hostile:
    """A tree with traps, and the command run in it."""

    tree: Tree
    project: Project

    def at(self, folder: str) -> Hostile:
        return replace(self, project=replace(self.project, folder=self.tree.folder / folder))


@pytest.fixture
def empty_tree(tmp_path: Path) -> Hostile:
    folder = tmp_path / "tree"
    folder.mkdir()
    return Hostile(Tree(folder, tmp_path / "trace"), Project(folder, tmp_path / "caches"))


@pytest.fixture
def hostile(tmp_path: Path) -> Hostile:
    folder = tmp_path / "tree"
    folder.mkdir()
    tree = write_everything(folder, tmp_path / "trace")
    return Hostile(tree, Project(folder, tmp_path / "caches"))
