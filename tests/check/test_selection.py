"""`--select`, `--ignore` and `--statistics`."""

from __future__ import annotations

import json

import pytest

from .command import MISTAKE, Project

NARROWED = """\


class Admin(User): ...


def get_user() -> User:
    return User()


@app.get("/admin")
def admin(admin: Admin = Depends(get_user)) -> int:
    return 1


@app.get("/nothing", status_code=204)
def nothing():
    return 1
"""
DEPENDS, DOWNCAST, NO_BODY = "fastapi-depends", "fastapi-depends-downcast", "fastapi-no-body"


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ([], [DEPENDS, NO_BODY]),
        (["--select", DOWNCAST], [DOWNCAST]),
        (["--select", "fastapi"], [DEPENDS, DOWNCAST, NO_BODY]),
        (["--select", f"{NO_BODY}, {DOWNCAST}"], [DOWNCAST, NO_BODY]),
        (["--select", NO_BODY, "--select", DOWNCAST], [DOWNCAST, NO_BODY]),
        (["--ignore", DEPENDS], [NO_BODY]),
        (["--select", "fastapi", "--ignore", f"{DEPENDS},{DOWNCAST}"], [NO_BODY]),
        (["--ignore", "fastapi"], []),
    ],
)
def test_codes(project: Project, options: list[str], codes: list[str]) -> None:
    project.write({"app.py": MISTAKE + NARROWED})
    outcome = project.check("--output", "json", *options)
    findings = json.loads("\n".join(outcome.lines))["findings"]
    assert [finding["code"] for finding in findings] == codes
    assert outcome.status == bool(codes)


def test_comments_in_a_file_enable_a_code_and_options_choose(project: Project) -> None:
    comment = f'# mypy: enable-error-code="{DOWNCAST}"\n'
    project.write({"app.py": comment + MISTAKE + NARROWED})
    assert len(project.check().found) == 3
    assert len(project.check("--ignore", DOWNCAST).found) == 2


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("fastapi-depend", DEPENDS),
        ("depends", DEPENDS),
        ("fastapi-nobody", NO_BODY),
        ("fastap", "fastapi"),
    ],
)
@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_code(project: Project, option: str, name: str, nearest: str) -> None:
    outcome = project.check(option, f"{NO_BODY},{name}")
    assert outcome.status == 2
    assert outcome.lines == []
    expected = f'there is no code "{name}"; did you mean "{nearest}"?'
    assert outcome.errors[-1] == f"Error: Invalid value for '{option}': {expected}"


@pytest.mark.parametrize("name", ["ALL", "all", "*"])
def test_what_others_call_all_codes(project: Project, name: str) -> None:
    expected = f'there is no code "{name}"; "fastapi" is all of them'
    assert project.check("--select", name).errors[-1].endswith(expected)


def test_statistics(project: Project) -> None:
    twice = NARROWED + NARROWED[NARROWED.index('@app.get("/nothing') :].replace("ing", "ings")
    project.write({"app.py": MISTAKE + twice})
    lines = project.check("--statistics", "--output", "concise").lines
    assert lines[-3:-1] == [
        "2  fastapi-no-body  Check that a status that forbids a body gets none",
        "1  fastapi-depends  Check that a dependency provides what its parameter declares",
    ]
    assert lines[-1].startswith("Found 3 errors in 1 file")


def test_statistics_of_nothing(project: Project) -> None:
    outcome = project.write({"app.py": MISTAKE}).check("--statistics", "--ignore", "fastapi")
    assert len(outcome.lines) == 1
