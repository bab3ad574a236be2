from __future__ import annotations

import re

from .command import CLEAN, MISTAKE, MISTAKE_AT, Project


def test_a_finding_has_a_place_a_message_a_code_and_notes(project: Project) -> None:
    outcome = project.write({"app.py": MISTAKE, "clean.py": CLEAN}).check()
    assert outcome.status == 1
    error, *source, note, empty, summary = outcome.lines
    assert re.fullmatch(rf"app\.py:{MISTAKE_AT}: error: .*User.*  \[fastapi-depends\]", error)
    assert source == [
        "    |",
        " 14 | def home(user: User = Depends(get_number)) -> int:",
        "    |          ^^^^^^^^^^",
    ]
    assert note.startswith("    = note: FastAPI ")
    assert empty == ""
    assert summary == "Found 1 error in 1 file (checked 2 files: 2 routes, 1 dependency)."
    assert outcome.errors == []


def test_the_caret_stands_under_the_character(project: Project) -> None:
    """Python counts bytes, an editor characters, a terminal cells, and a tab is some of them."""
    before = 'def home(name: str = "grün", other: str = "日本",'
    project.write({"app.py": MISTAKE.replace("def home(", f"{before} ")})
    outcome = project.check()
    (error, _, shown, caret, *_) = outcome.lines
    assert error.startswith(f"app.py:14:{len(before) + 2}: error: ")
    line = shown.removeprefix(" 14 | ")
    # Each of the two Japanese characters is as wide as two others.
    assert caret.removeprefix("    | ").index("^") == line.index("user: User") + 2
    assert caret.count("^") == len("user: User")

    project.write({"app.py": "if True:\n" + re.sub("(?m)^(?=.)", "\t", MISTAKE)})
    error, _, shown, caret, *_ = project.check().lines
    assert error.startswith("app.py:15:11: error: ")
    assert "\t" not in shown
    assert caret.index("^") == shown.index("user: User")


def test_a_finding_that_takes_several_lines_is_underlined_on_the_first(project: Project) -> None:
    parameters = "\n    user: Annotated[\n        User, Depends(get_number)\n    ],\n"
    text = MISTAKE.replace("user: User = Depends(get_number)", parameters)
    project.write({"app.py": "from typing import Annotated\n" + text})
    _, _, shown, caret, note, *_ = project.check().lines
    assert (shown, caret) == (" 16 |     user: Annotated[", "    |     ^^^^^^^^^^^^^^^^")
    assert note.startswith("    = note: ")


def test_no_findings(project: Project) -> None:
    outcome = project.write({"clean.py": CLEAN}).check("clean.py")
    assert outcome.status == 0
    assert outcome.lines == ["No errors (checked 1 file: 1 route, 0 dependencies)."]


def test_findings_are_sorted_and_a_file_given_twice_is_checked_once(project: Project) -> None:
    twice = (
        MISTAKE + '\n\n@app.post("/")\ndef other(user: User = Depends(get_number)) -> None: ...\n'
    )
    project.write({"b.py": MISTAKE, "a/x.py": twice, "c.py": MISTAKE})
    outcome = project.check("c.py", "a", "b.py", "a/x.py")
    assert outcome.found == [
        f"a/x.py:{MISTAKE_AT}",
        "a/x.py:19:11",
        f"b.py:{MISTAKE_AT}",
        f"c.py:{MISTAKE_AT}",
    ]
    assert outcome.summary.startswith("Found 4 errors in 3 files (checked 3 files:")


def test_a_warm_cache_says_the_same(project: Project) -> None:
    project.write({"app.py": MISTAKE, "clean.py": CLEAN})
    assert project.check().lines == project.check().lines


def test_paths_outside_the_current_folder_are_absolute(project: Project) -> None:
    project.write({"one/app.py": MISTAKE, "two/app.py": CLEAN})
    outcome = project.check("../one", inside="two")
    assert outcome.found == [f"{project.folder}/one/app.py:{MISTAKE_AT}"]


def test_exit_zero(project: Project) -> None:
    outcome = project.write({"app.py": MISTAKE}).check("--exit-zero")
    assert outcome.status == 0
    assert outcome.found == [f"app.py:{MISTAKE_AT}"]


def test_colour_where_it_is_asked_for(project: Project) -> None:
    project.write({"app.py": MISTAKE})
    coloured = project.check(FORCE_COLOR="1")
    assert any("\x1b[" in line for line in coloured.lines)
    assert not any("\x1b[" in line for line in project.check().lines)


def test_a_code_links_to_its_page_where_a_terminal_can(project: Project) -> None:
    project.write({"app.py": MISTAKE})
    page = "/rules/fastapi-depends/"
    assert page in project.check(FORCE_COLOR="1", TERM="xterm-256color").lines[0]
    assert page not in project.check().lines[0]


def test_other_errors_neither_show_nor_hide_ours(project: Project) -> None:
    noise = 'import missing_library\nimport yaml\n\nnumber: int = "text"\nunknown_name\n'
    many = "\n".join(f'x{n}: int = "{n}"' for n in range(300))
    ignored = MISTAKE.replace(
        "(user: User = Depends(get_number))", "(user: User = Depends(get_number))"
    )
    project.write({"noise.py": noise + many, "app.py": noise + ignored})
    assert project.check().found == ["app.py:19:10"]


def test_comments_for_mypy_are_honoured(project: Project) -> None:
    route = "def home(user: User = Depends(get_number)) -> int:"
    assert route in MISTAKE
    project.write(
        {
            "ignored.py": MISTAKE.replace(route, f"{route}  # type: ignore[fastapi-depends]"),
            "parent.py": MISTAKE.replace(route, f"{route}  # type: ignore[fastapi]"),
            "other.py": MISTAKE.replace(route, f"{route}  # type: ignore[misc]"),
            "whole.py": "# mypy: ignore-errors\n" + MISTAKE,
            "code.py": '# mypy: disable-error-code="fastapi-depends"\n' + MISTAKE,
            # The code of a plugin that is not loaded, which mypy knows nothing about.
            "foreign.py": '# mypy: disable-error-code="pydantic-field, misc"\n' + MISTAKE,
        }
    )
    outcome = project.check()
    assert outcome.found == ["foreign.py:15:10", f"other.py:{MISTAKE_AT}"]
    assert outcome.status == 1


def test_no_comment_hides_how_much_there_was_to_check(project: Project) -> None:
    """The numbers come as notes of mypy's, which comments can silence."""
    silenced = '# mypy: disable-error-code="fastapi, misc"\n' + MISTAKE
    first = MISTAKE.replace("FastAPI\n", "FastAPI  # type: ignore\n", 1)
    project.write({"code.py": silenced, "first.py": first})
    for _ in ("cold", "warm"):
        summary = "Found 1 error in 1 file (checked 2 files: 2 routes, 2 dependencies)."
        assert project.check().summary == summary


def test_a_configuration_of_the_project_changes_nothing(project: Project) -> None:
    project.write(
        {
            "app.py": MISTAKE,
            "mypy.ini": "[mypy]\nplugins = not.there\nignore_errors = True\nexclude = .*\n",
            ".mypy.ini": "[mypy\n",
        }
    )
    outcome = project.check(MYPYPATH="/nowhere", MYPY_CACHE_DIR="cache", MYPY_NUM_WORKERS="x")
    assert outcome.found == [f"app.py:{MISTAKE_AT}"]
    assert sorted(path.name for path in project.folder.iterdir()) == [
        ".mypy.ini",
        "app.py",
        "mypy.ini",
    ]


def test_functions_without_annotations_are_checked(project: Project) -> None:
    inside = "\n".join(f"    {line}" for line in MISTAKE.splitlines())
    project.write({"app.py": f"def make_app():\n{inside}\n    return app\n"})
    assert project.check().found == ["app.py:15:14"]


def test_two_classes_of_one_name_are_told_apart(project: Project) -> None:
    """ty shows the names only; SQLModel's `Session` is one of SQLAlchemy's with more methods."""
    text = (
        "from fastapi import Depends, FastAPI\nfrom sqlalchemy.orm import Session as Base\n"
        "from sqlmodel import Session\n\napp = FastAPI()\n\n\n"
        "def get_session() -> Base:\n    return Base()\n\n\n"
        '@app.get("/")\ndef home(session: Session = Depends(get_session)) -> None: ...\n'
    )
    project.write({"app.py": text})
    outcome = project.check("--checker", "ty", "--select", "fastapi-depends-downcast")
    assert (
        '"get_session" provides another "Session", which is wider than the one that'
        in (outcome.lines[0])
    )
