"""Which files are checked: `exclude`, ignore files, and what is named all the same."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from scoped_fastapi_check.configuration.settings import Configuration, Options
from scoped_fastapi_check.project.files import FoundFiles, NoFilesError, find_files

SOURCE = "from fastapi import FastAPI\n"


def write(folder: Path, *names: str, text: str = SOURCE) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def table(folder: Path, text: str) -> None:
    write(folder, "pyproject.toml", text=f"[tool.scoped-fastapi]\n{text}\n")


def find(folder: Path, *paths: str) -> FoundFiles:
    named = [str(folder / path) for path in paths] or [str(folder)]
    return find_files(named, Configuration(Options()).exclusion_of)


def found(folder: Path, *paths: str) -> list[str]:
    return [file.relative_to(folder).as_posix() for file in find(folder, *paths).files]


def kept_out(folder: Path, *paths: str) -> dict[str, tuple[str, int]]:
    return {
        path.relative_to(folder).as_posix(): (one.reason, one.files)
        for path, one in find(folder, *paths).kept_out.items()
    }


def test_what_is_passed_over_by_its_name(tmp_path: Path) -> None:
    write(tmp_path, "app.py", ".hidden/a.py", "node_modules/a.py", "venv/a.py", "build/a.py")
    write(tmp_path, "env/pyvenv.cfg", "env/lib/a.py", "conda/conda-meta/history", "conda/a.py")
    assert found(tmp_path) == ["app.py"]
    # Nobody asks what is in the others.
    assert kept_out(tmp_path) == {"build": ('folders called "build"', 1)}


def test_packages_that_are_called_build_or_dist(tmp_path: Path) -> None:
    write(tmp_path, "shop/build/__init__.py", "shop/build/routes.py", "dist/__init__.py")
    assert found(tmp_path) == ["dist/__init__.py", "shop/build/__init__.py", "shop/build/routes.py"]
    assert kept_out(tmp_path) == {}


def test_exclude_replaces_the_list(tmp_path: Path) -> None:
    write(tmp_path, "app.py", "build/a.py", "legacy/a.py", "src/legacy/a.py", "a_pb2.py")
    table(tmp_path, "exclude = ['/legacy/', '*_pb2.py']")
    assert found(tmp_path) == ["app.py", "build/a.py", "src/legacy/a.py"]
    assert kept_out(tmp_path) == {"legacy": ("exclude", 1), "a_pb2.py": ("exclude", 1)}


def test_extend_exclude_adds_to_it(tmp_path: Path) -> None:
    write(tmp_path, "app.py", "build/a.py", "legacy/a.py", "src/legacy/deep/a.py", "src/keep.py")
    table(tmp_path, "extend-exclude = ['legacy']")
    assert found(tmp_path) == ["app.py", "src/keep.py"]


def test_the_last_pattern_that_matches_decides(tmp_path: Path) -> None:
    write(tmp_path, "a/one.py", "a/two.py", "a/b/two.py")
    table(tmp_path, "extend-exclude = ['a/**', '!two.py', '!a/b/']")
    assert found(tmp_path) == ["a/two.py", "a/b/two.py"]


def test_each_table_is_about_its_own_files(tmp_path: Path) -> None:
    write(tmp_path, "old/a.py", "packages/shop/old/a.py", "packages/shop/new/a.py")
    table(tmp_path, "extend-exclude = ['old']")
    table(tmp_path / "packages" / "shop", "extend-exclude = ['new']")
    assert found(tmp_path) == ["packages/shop/old/a.py"]


def test_what_is_named_is_checked_whatever_is_said(tmp_path: Path) -> None:
    write(tmp_path, "app.py", "legacy/a.py", "legacy/deep/b.py", "out/c.py", ".x/d.py")
    table(tmp_path, "extend-exclude = ['legacy']")
    write(tmp_path, ".gitignore", text="out/\n")
    (tmp_path / ".git").mkdir()
    assert found(tmp_path) == ["app.py"]
    assert found(tmp_path, "legacy") == ["legacy/a.py", "legacy/deep/b.py"]
    assert found(tmp_path, "legacy/deep") == ["legacy/deep/b.py"]
    assert found(tmp_path, "legacy/a.py", "out/c.py") == ["legacy/a.py", "out/c.py"]
    assert found(tmp_path, "out") == ["out/c.py"]
    assert found(tmp_path, ".x") == [".x/d.py"]
    assert kept_out(tmp_path, ".", "out") == {
        "legacy": ("extend-exclude", 2),
        "out": (".gitignore", 1),
    }


def test_nothing_is_left(tmp_path: Path) -> None:
    write(tmp_path, "legacy/a.py")
    table(tmp_path, "extend-exclude = ['legacy']")
    with pytest.raises(NoFilesError, match=r"but what is kept out \(extend-exclude\)"):
        find(tmp_path)


IGNORED = """\
# comments and blank lines say nothing

/out/
*.gen.py
!keep.gen.py
docs/*.py
trailing.py
\\!odd.py
"""
NAMES = (
    *("out/a.py", "src/out/a.py", "a.gen.py", "src/b.gen.py", "keep.gen.py", "docs/a.py"),
    *("docs/deep/a.py", "trailing.py", "!odd.py", "app.py", "src/app.py"),
)


def test_ignore_files_say_what_git_takes_from_them(tmp_path: Path) -> None:
    write(tmp_path, *NAMES)
    write(tmp_path, ".gitignore", text=IGNORED)
    write(tmp_path, "src/.gitignore", text="!b.gen.py\napp.py\n")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    (tmp_path / ".git" / "info").mkdir(exist_ok=True)
    (tmp_path / ".git" / "info" / "exclude").write_text("app.py\n/docs/deep\n", encoding="utf-8")
    listed = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard", "-z", "*.py"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert sorted(found(tmp_path)) == sorted(filter(None, listed.stdout.split("\0")))
    assert "keep.gen.py" in found(tmp_path)


def test_ignore_files_are_switched_off(tmp_path: Path) -> None:
    write(tmp_path, *NAMES)
    write(tmp_path, ".gitignore", text=IGNORED)
    table(tmp_path, "respect-gitignore = false")
    assert sorted(found(tmp_path)) == sorted(NAMES)


def test_the_ignore_file_of_a_folder_above(tmp_path: Path) -> None:
    write(tmp_path, "shop/app.py", "shop/a.gen.py")
    write(tmp_path, ".gitignore", text="*.gen.py\n")
    # It counts as far as the repository goes.
    assert found(tmp_path / "shop") == ["app.py", "a.gen.py"][::-1]
    (tmp_path / ".git").mkdir()
    assert found(tmp_path / "shop") == ["app.py"]
    (tmp_path / "shop" / ".git").mkdir()
    assert found(tmp_path / "shop") == ["a.gen.py", "app.py"]
    assert found(tmp_path) == ["shop/a.gen.py", "shop/app.py"]


def test_ignore_wins_over_gitignore(tmp_path: Path) -> None:
    write(tmp_path, "a.py", "b.py", "c.py")
    write(tmp_path, ".gitignore", text="a.py\nb.py\n")
    write(tmp_path, ".ignore", text="!a.py\nc.py\n")
    assert found(tmp_path) == ["a.py"]


def test_a_worktree_has_its_exclude_file_elsewhere(tmp_path: Path) -> None:
    common = tmp_path / "main" / ".git"
    write(tmp_path, "main/.git/info/exclude", text="b.py\n")
    write(tmp_path, "main/.git/worktrees/tree/commondir", text="../..\n")
    write(tmp_path, "tree/.git", text=f"gitdir: {common}/worktrees/tree\n")
    write(tmp_path, "tree/a.py", "tree/b.py")
    assert found(tmp_path / "tree") == ["a.py"]


def test_lines_that_are_no_patterns_do_no_harm(tmp_path: Path) -> None:
    write(tmp_path, "a.py", "b.py")
    write(tmp_path, ".gitignore", text="!\n\\\n[\nb.py\n\0\n")
    assert found(tmp_path) == ["a.py"]


def test_an_ignore_file_that_is_none(tmp_path: Path) -> None:
    write(tmp_path, "a.py")
    (tmp_path / ".gitignore").mkdir()
    (tmp_path / ".ignore").symlink_to("/dev/zero")
    assert found(tmp_path) == ["a.py"]
