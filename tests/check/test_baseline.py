"""`--baseline`: only what is new is reported."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from .command import CLEAN, MISTAKE, MISTAKE_AT, Project

BASELINE = ("--baseline", "known.json")
UPDATE = (*BASELINE, "--update-baseline")

OTHER = """\


@app.get("/other")
def other(user: User = Depends(get_number)) -> int:
    return 1
"""


@pytest.fixture
def project(project: Project) -> Project:
    """Any checker will do: nothing here depends on it, and this one is quick."""
    return replace(project, checker="ty")


def entries(project: Project) -> list[Any]:
    document = json.loads((project.folder / "known.json").read_text("utf-8"))
    assert document["version"] == 1
    findings: list[Any] = document["findings"]
    return findings


def test_what_is_known_is_not_reported(project: Project) -> None:
    project.write({"app.py": MISTAKE})
    outcome = project.check(*UPDATE)
    assert outcome.status == 0
    assert entries(project) == [
        {
            "path": "app.py",
            "code": "fastapi-depends",
            "symbol": "home",
            "source": "user: User",
            "count": 1,
        }
    ]
    outcome = project.check(*BASELINE)
    assert outcome.lines == [
        "No new errors (checked 1 file: 1 route, 1 dependency; 1 error known)."
    ]
    assert outcome.status == 0


def test_what_is_new_is_reported(project: Project) -> None:
    project.write({"app.py": MISTAKE}).check(*UPDATE)
    project.write({"app.py": MISTAKE + OTHER, "more.py": MISTAKE})
    outcome = project.check(*BASELINE)
    assert outcome.found == ["app.py:19:11", f"more.py:{MISTAKE_AT}"]
    assert outcome.summary.startswith("Found 2 new errors in 2 files (")
    assert outcome.status == 1


def test_edits_elsewhere_bring_nothing_back(project: Project) -> None:
    project.write({"app.py": MISTAKE + OTHER}).check(*UPDATE)
    head, route, rest = MISTAKE.partition('@app.get("/")')
    longer = f'"""A docstring."""\n\n{head}print("a line")\n\n'
    # In another order, the places themselves formatted in another way.
    moved = f"{longer}{OTHER.strip()}\n\n\n{route}{rest}".replace("user: User =", "user:  User  =")
    assert project.write({"app.py": moved}).check(*BASELINE).lines == [
        "No new errors (checked 1 file: 2 routes, 2 dependencies; 2 errors known)."
    ]


def refusing(count: int) -> str:
    """A route that is reported `count` times at what looks the same."""
    returns = "    if app:\n        return 1\n" * count
    return f'{CLEAN}\n\n@app.get("/none", status_code=204)\ndef none():\n{returns}'


def test_equal_findings_are_counted(project: Project) -> None:
    project.write({"app.py": refusing(2)}).check(*UPDATE)
    (entry,) = entries(project)
    assert (entry["source"], entry["count"]) == ("return 1", 2)
    project.write({"app.py": refusing(3)})
    assert project.check(*BASELINE).found == ["app.py:18:9"]
    outcome = project.write({"app.py": refusing(1)}).check(*BASELINE)
    assert outcome.lines[0] == "gone: app.py: fastapi-no-body in none: return 1"
    assert outcome.lines[1].startswith("1 error of known.json is gone")


def test_what_is_gone_is_told(project: Project) -> None:
    project.write({"app.py": MISTAKE + OTHER, "old.py": MISTAKE}).check(*UPDATE)
    project.write({"app.py": MISTAKE, "clean.py": CLEAN})
    (project.folder / "old.py").unlink()
    outcome = project.check(*BASELINE)
    assert outcome.lines[:-1] == [
        "gone: app.py: fastapi-depends in other: user: User",
        "gone: old.py: fastapi-depends in home: user: User",
        "2 errors of known.json are gone: write it anew with --update-baseline",
    ]
    assert outcome.status == 0
    document = json.loads("\n".join(project.check(*BASELINE, "--output", "json").lines))
    assert document["baseline"]["path"] == "known.json"
    assert document["baseline"]["known"] == 1
    assert [gone["path"] for gone in document["baseline"]["gone"]] == ["app.py", "old.py"]
    project.check(*UPDATE)
    assert len(project.check(*BASELINE).lines) == 1
    assert len(entries(project)) == 1


def test_what_is_not_looked_at_is_neither_gone_nor_forgotten(project: Project) -> None:
    project.write({"app.py": MISTAKE, "more.py": MISTAKE, "none.py": refusing(2)}).check(*UPDATE)
    before = entries(project)
    assert len(before) == 3
    (project.folder / "more.py").write_text("def broken(:\n")
    only = project.check("app.py", *BASELINE, "--select", "fastapi-depends")
    assert only.summary.startswith("No new errors")
    for options in (["app.py"], ["--select", "fastapi-path"], ["app.py", "--ignore", "fastapi"]):
        assert not any("gone" in line for line in project.check(*BASELINE, *options).lines)
        project.check(*UPDATE, *options)
        assert entries(project) == before
    broken = project.check(*UPDATE)
    assert broken.status == 2
    assert entries(project) == before


def test_it_is_found_from_any_folder(project: Project) -> None:
    project.write({"src/app.py": MISTAKE, "ci/empty.py": ""}).check(*UPDATE)
    outcome = project.check("../src", "--baseline", "../known.json", inside="ci")
    assert outcome.status == 0


def test_writing_it_twice_changes_nothing(project: Project) -> None:
    file = project.folder / "known.json"
    project.write({"b.py": MISTAKE, "a.py": MISTAKE + OTHER}).check(*UPDATE)
    text = file.read_text("utf-8")
    assert text.endswith("}\n")
    project.check("b.py", "a.py", *UPDATE)
    assert file.read_text("utf-8") == text


def test_no_baseline(project: Project) -> None:
    outcome = project.write({"app.py": MISTAKE}).check(*BASELINE)
    assert outcome.status == 2
    assert outcome.lines == []
    assert outcome.errors == [
        "error: the baseline known.json does not exist; write it with --update-baseline"
    ]


def test_a_baseline_that_cannot_be_written(project: Project) -> None:
    project.write({"app.py": MISTAKE})
    outcome = project.check("--baseline", "nowhere/known.json", "--update-baseline")
    assert outcome.status == 2
    expected = "error: nowhere/known.json cannot be written: No such file or directory"
    assert outcome.errors == [expected]


def test_update_without_a_baseline(project: Project) -> None:
    outcome = project.check("--update-baseline")
    assert outcome.status == 2
    assert outcome.errors[-1] == (
        "Error: --update-baseline needs --baseline FILE, or baseline in [tool.scoped-fastapi]"
    )


ENTRY = '{"path": "a.py", "code": "fastapi-path", "symbol": "", "source": "", "count": 1}'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is not JSON: "),
        ("<<<<<<< HEAD", "it is not JSON: "),
        ("[]", 'it has no list of "findings"'),
        ('{"version": 1}', 'it has no list of "findings"'),
        ('{"version": 2, "findings": []}', "its version is 2, and only 1 is known"),
        ('{"version": 1, "findings": [3]}', "finding 1 in it is none"),
        (f'{{"version": 1, "findings": [{ENTRY}, {{}}]}}', "finding 2 in it is none"),
        (
            f'{{"version": 1, "findings": [{ENTRY.replace("1", "0")}]}}',
            "finding 1 in it is none",
        ),
        (
            f'{{"version": 1, "findings": [{ENTRY.replace(chr(34) * 2, "5")}]}}',
            "finding 1 in it is none",
        ),
    ],
)
@pytest.mark.parametrize("options", [BASELINE, UPDATE])
def test_a_broken_baseline(
    project: Project, options: tuple[str, ...], text: str, reason: str
) -> None:
    file = project.folder / "known.json"
    project.write({"app.py": MISTAKE, "known.json": text})
    outcome = project.check(*options)
    assert outcome.status == 2
    assert outcome.lines == []
    (error,) = outcome.errors
    assert error.startswith(f"error: known.json is no baseline: {reason}")
    assert error.endswith("; delete it, and write it anew with --update-baseline")
    assert file.read_text("utf-8") == text
