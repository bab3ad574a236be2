from __future__ import annotations

import re

from .command import CLEAN, MISTAKE, MISTAKE_AT, Project


def test_a_finding_has_a_place_a_message_a_code_and_notes(project: Project) -> None:
    outcome = project.write({"app.py": MISTAKE, "clean.py": CLEAN}).check()
    assert outcome.status == 1
    error, note, summary = outcome.lines
    assert re.fullmatch(rf"app\.py:{MISTAKE_AT}: error: .*User.*  \[fastapi-depends\]", error)
    assert note.startswith(f"app.py:{MISTAKE_AT}: note: ")
    assert summary == "Found 1 error in 1 file (checked 2 files: 2 routes, 1 dependency)."
    assert outcome.errors == []


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
