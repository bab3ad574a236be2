"""The plugin and `check` find the same under the same table, with an old cache and with none."""

from __future__ import annotations

import subprocess
import sys

import pytest

from .projects import CLEAN, DEPENDS, DOWNCAST, MISTAKES, NO_BODY, UNUSED, Place, Project, ours

MYPY = "[mypy]\nplugins = scoped_fastapi_mypy\nfiles = .\ncheck_untyped_defs = True\n"
SILENCED = MISTAKES.replace(
    "(user: User = Depends(get_number)) -> int:",
    f"(user: User = Depends(get_number)) -> int:  # scoped-fastapi: ignore[{DEPENDS}, {NO_BODY}]",
)
FILES = {
    "mypy.ini": MYPY,
    "app.py": MISTAKES,
    "tests/__init__.py": "",
    "tests/test_app.py": SILENCED,
    "shop/__init__.py": "",
    "shop/routes.py": f"# scoped-fastapi: ignore-file[{NO_BODY}]\n{MISTAKES}",
    "shop/more.py": f"# mypy: enable-error-code={DOWNCAST}\n{MISTAKES}",
}
TABLES = [
    "",
    f"select = ['{NO_BODY}']",
    "select = ['fastapi']",
    "select = []",
    f"select = ['{DEPENDS}', '{DOWNCAST}', '{UNUSED}']",
    f"extend-select = ['{DOWNCAST}']",
    f"extend-select = ['{DOWNCAST}']\nignore = ['{DEPENDS}']",
    f"ignore = ['{NO_BODY}']",
    f"ignore = ['{UNUSED}']",
    "ignore = ['fastapi']",
    f"ignore = ['fastapi']\nextend-select = ['{DOWNCAST}']",
    f"select = ['fastapi']\nignore = ['{DOWNCAST}', '{UNUSED}']",
    f"per-file-ignores = {{ 'tests/**' = ['{NO_BODY}'] }}",
    "per-file-ignores = { 'shop' = ['fastapi'] }",
    f"per-file-ignores = {{ '*.py' = ['{DEPENDS}'], 'app.py' = ['{NO_BODY}'] }}",
    f"per-file-ignores = {{ '!shop/' = ['{DEPENDS}'] }}",
    f"per-file-ignores = {{ '/app.py' = ['{DEPENDS}'], 'shop/app.py' = ['{NO_BODY}'] }}",
    f"select = ['fastapi']\nper-file-ignores = {{ 'test_*.py' = ['{UNUSED}', '{DOWNCAST}'] }}",
    f"extend-select = ['{DOWNCAST}', '{NO_BODY}']\nblocking = ['mylib.fetch']",
    f"select = ['{NO_BODY}']\nextend-select = ['{DEPENDS}']\nignore = ['{NO_BODY}']",
    "checker = 'ty'\nbaseline = 'known.json'\nexclude = ['nothing']",
]


@pytest.mark.parametrize(
    ("tables", "answers"),
    [
        pytest.param(TABLES[::3], 6, id="a third of them"),
        pytest.param(TABLES, 14, id="all", marks=pytest.mark.matrix),
    ],
)
def test_twenty_tables(project: Project, tables: list[str], answers: int) -> None:
    """One after the other in one project, so that each has to make what the one before left stale."""
    project.write(FILES)
    seen: set[tuple[Place, ...]] = set()
    for number, table in enumerate(tables):
        project.table(table)
        expected = project.found("--no-baseline")
        seen.add(tuple(expected))
        assert project.found_by_mypy() == expected, table
        if number % 5 == 0:
            # From the caches that have just been written, and without one.
            assert project.found_by_mypy() == expected, table
            assert project.found("--no-baseline", "--no-cache") == expected, table
    assert len(seen) == answers


def test_check_under_mypy_finds_the_same(project: Project) -> None:
    project.write(FILES)
    for table in TABLES[4:16:8]:
        project.table(table)
        expected = project.found_by_mypy("--no-incremental")
        assert project.found(checker="mypy") == expected
        assert project.found(checker="mypy") == expected


def test_each_file_has_the_nearest_table(project: Project) -> None:
    project.write(FILES).table(f"select = ['{NO_BODY}']")
    project.table(f"select = ['{DEPENDS}']", inside="shop")
    expected = project.found()
    assert {(path, code) for path, _, code in expected} == {
        ("app.py", NO_BODY),
        ("tests/test_app.py", NO_BODY),
        ("shop/routes.py", DEPENDS),
        ("shop/more.py", DEPENDS),
        ("shop/more.py", DOWNCAST),
    }
    assert project.found_by_mypy() == expected


def test_in_parallel(project: Project) -> None:
    project.write(FILES).table(TABLES[5])
    expected = project.found()
    assert project.found_by_mypy("-n", "2") == expected
    project.table(TABLES[7])
    assert project.found_by_mypy("-n", "2") == project.found()


def test_options_of_mypy_win(project: Project) -> None:
    project.write({"app.py": MISTAKES, "mypy.ini": MYPY}).table(f"select = ['{NO_BODY}']")

    def codes(*arguments: str) -> list[str]:
        return [code for _, _, code in project.found_by_mypy(*arguments)]

    assert codes() == [NO_BODY]
    assert codes("--enable-error-code", DOWNCAST) == [DOWNCAST, NO_BODY]
    assert codes("--disable-error-code", NO_BODY) == []
    assert codes("--disable-error-code", "fastapi") == []
    project.write({"mypy.ini": f"{MYPY}\n[mypy-app]\nenable_error_code = {DEPENDS}\n"})
    assert codes() == [DEPENDS, NO_BODY]


def test_a_wrong_table_ends_the_run(project: Project) -> None:
    project.write({"mypy.ini": MYPY, "app.py": MISTAKES, "shop/a.py": CLEAN})
    project.table("selct = []", inside="shop")
    for arguments in ((), ("-n", "2")):
        outcome = project.mypy(*arguments)
        assert outcome.status == 2
        assert 'unknown key "selct" in [tool.scoped-fastapi]' in outcome.stdout + outcome.stderr
        assert "shop/pyproject.toml:5: error: " in outcome.stdout + outcome.stderr
    project.table("select = []", inside="shop")
    assert project.mypy().status == 1


class Daemon:
    """dmypy in a project."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def run(self, *arguments: str) -> list[Place]:
        command = [sys.executable, "-m", "mypy.dmypy", *arguments]
        done = subprocess.run(
            command, cwd=self._project.folder, capture_output=True, encoding="utf-8", check=False
        )
        assert "Traceback" not in done.stdout + done.stderr, done.stdout + done.stderr
        return ours(done.stdout.splitlines())


def test_the_daemon(project: Project) -> None:
    project.write(FILES).table(TABLES[5])
    daemon = Daemon(project)
    try:
        assert daemon.run("run", "--", "--output", "json") == project.found()
        # Another table: the daemon starts anew by itself.
        project.table(TABLES[12])
        assert daemon.run("run", "--", "--output", "json") == project.found()
        # An edit, and other comments.
        project.write({"app.py": SILENCED})
        assert daemon.run("check", ".") == project.found()
        # Both at once, and nobody asks whether the daemon should start anew.
        project.table(TABLES[5]).write({"app.py": MISTAKES})
        assert daemon.run("check", ".") == project.found()
    finally:
        daemon.run("stop")


@pytest.mark.parametrize("code", [DEPENDS, NO_BODY])
def test_the_comment_of_mypy_still_works(project: Project, code: str) -> None:
    lines = [
        f"{line}  # type: ignore[{code}]" if line.startswith(("    return 1", "def ")) else line
        for line in MISTAKES.splitlines()
    ]
    project.write({"app.py": "\n".join(lines), "mypy.ini": MYPY})
    expected = project.found()
    assert len(expected) == 1
    assert code not in [found for _, _, found in expected]
    assert project.found_by_mypy() == expected
