"""The options of the command that have to do with configuration, tried through the command."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest
from scoped_fastapi_check.diagnostics.codes import CODES

from .projects import CLEAN, DEPENDS, DOWNCAST, MISTAKES, NO_BODY, Project


def test_the_checker_of_the_table(project: Project) -> None:
    project.write({"app.py": MISTAKES}).table("checker = 'ty'")
    outcome = project.run("check", "--output", "json")
    assert json.loads(outcome.stdout)["checker"] == "ty"
    assert "checked with" not in outcome.stderr
    # From whatever folder it is started.
    (project.folder / "sub").mkdir()
    assert project.document("..", inside="sub", checker=None)["checker"] == "ty"


def test_a_monorepo(project: Project) -> None:
    project.write({"shop/app.py": MISTAKES, "blog/app.py": MISTAKES, "app.py": MISTAKES})
    project.table(f"checker = 'ty'\nselect = ['{NO_BODY}']", inside="shop")
    project.table(
        f"checker = 'zuban'\nselect = ['{DOWNCAST}']\nbaseline = 'known.json'", inside="blog"
    )
    project.write({"blog/known.json": '{"version": 1, "checker": "zuban", "findings": []}'})
    project.write({"pyproject.toml": "[tool.ty]\n"})
    document = project.document(checker=None)
    assert document["checker"] == "ty, zuban"
    assert sorted(document["configurations"], key=lambda one: one["path"] or "") == [
        {"path": None, "checker": "ty", "files": 1},
        {"path": "blog/pyproject.toml", "checker": "zuban", "files": 1},
        {"path": "shop/pyproject.toml", "checker": "ty", "files": 1},
    ]
    assert [(one["path"], one["code"]) for one in document["findings"]] == [
        ("app.py", DEPENDS),
        ("app.py", NO_BODY),
        ("blog/app.py", DOWNCAST),
        ("shop/app.py", NO_BODY),
    ]
    assert document["baseline"]["path"] == "blog/known.json"
    project.check("--update-baseline", checker=None)
    again = project.document(checker=None)
    assert [one["path"] for one in again["findings"]] == ["app.py", "app.py", "shop/app.py"]
    assert again["baseline"]["known"] == 1


def test_however_it_is_started(project: Project) -> None:
    project.write({"app.py": MISTAKES}).table(f"extend-select = ['{DOWNCAST}']\nchecker = 'ty'")
    expected = project.run("check", "--output", "json")
    environment = str(project.folder.parent / "environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    for variables in (
        {"VIRTUAL_ENV": sys.prefix},
        {"VIRTUAL_ENV": sys.prefix, "PRE_COMMIT": "1"},
        {"VIRTUAL_ENV": environment},
        {"PATH": "/usr/bin:/bin"},
        {"PYTHONPATH": "/nowhere"},
    ):
        outcome = project.run("check", "--output", "json", **variables)
        assert outcome.stdout == expected.stdout, variables


def test_config_and_isolated(project: Project) -> None:
    project.write(
        {"app.py": MISTAKES, "other.toml": f"[tool.scoped-fastapi]\nselect = ['{DOWNCAST}']\n"}
    )
    project.table(f"select = ['{NO_BODY}']")
    assert project.codes() == [NO_BODY]
    assert project.codes("--config", "other.toml") == [DOWNCAST]
    assert project.codes("--isolated") == [DEPENDS, NO_BODY]
    assert project.codes("--select", DEPENDS) == [DEPENDS]
    assert project.codes("--extend-select", DEPENDS) == [DEPENDS, NO_BODY]
    assert project.codes("--ignore", "fastapi") == []
    outcome = project.check("--config", "other.toml", "--isolated")
    assert outcome.status == 2
    outcome = project.check("--config", "missing.toml")
    assert outcome.status == 2
    assert outcome.errors == ["error: there is no file missing.toml"]


def test_a_wrong_table(project: Project) -> None:
    project.write({"app.py": MISTAKES}).table("selct = []\nchecker = 'my'")
    for command in (["check"], ["rule"]):
        outcome = project.run(*command)
        assert outcome.status == 2
        assert outcome.lines == []
        assert outcome.errors == [
            'error: pyproject.toml:5: unknown key "selct" in [tool.scoped-fastapi]; '
            'did you mean "select"?',
            'error: pyproject.toml:6: checker: there is no checker "my"; did you mean "mypy"?',
        ]
    assert project.check("--isolated").status == 1


def test_show_settings(project: Project) -> None:
    project.write({"app.py": MISTAKES, "shop/app.py": MISTAKES})
    project.table(
        "checker = 'ty'\nper-file-ignores = { 'a\"b/' = ['fastapi'] }\nextend-exclude = ['x']"
    )
    outcome = project.check("--show-settings", checker=None)
    assert outcome.status == 0
    assert outcome.lines[0] == "# pyproject.toml: 2 files"
    # What is printed can be put into a file, and says the same.
    (project.folder / "pyproject.toml").write_text(outcome.stdout, encoding="utf-8")
    assert project.check("--show-settings", checker=None).stdout == outcome.stdout
    shown = project.check("--show-settings", "--select", NO_BODY, checker="mypy").stdout
    assert 'checker = "mypy"  # from the command line' in shown
    assert f'select = ["{NO_BODY}"]  # with the command line' in shown
    plain = project.check("--show-settings", "--isolated", checker=None).stdout
    assert plain.startswith("# no table: 2 files\n")
    assert "because the project configures no other" in plain


def test_a_baseline_of_the_table(project: Project) -> None:
    project.write({"app.py": MISTAKES}).table("baseline = 'sub/known.json'")
    (project.folder / "sub").mkdir()
    missing = project.check()
    assert missing.status == 2
    assert missing.errors[-1].startswith("error: the baseline ")
    assert project.check("--update-baseline").status == 0
    written = json.loads((project.folder / "sub" / "known.json").read_text("utf-8"))
    assert written["checker"] == "ty"
    assert written["findings"][0]["path"] == "../app.py"
    assert project.check().status == 0
    assert project.check(inside="sub").status == 2  # no Python files there
    assert project.check("..", inside="sub").status == 0
    assert project.check("--no-baseline").status == 1
    other = project.check(checker="zuban")
    assert "sub/known.json was written with ty, and zuban is used now" in other.stderr
    for wrong in (["--baseline", "x", "--no-baseline"], ["--update-baseline", "--no-baseline"]):
        assert project.check(*wrong).status == 2


def test_what_is_kept_out_is_said(project: Project) -> None:
    project.write({"app.py": CLEAN, "old/a.py": MISTAKES, "old/b.py": "x = 1\n", "gen/a.py": CLEAN})
    project.write({".gitignore": "gen/\n"}).table("extend-exclude = ['old']")
    outcome = project.check("--show-skipped")
    assert outcome.lines[:-1] == ["skipped: gen: .gitignore", "skipped: old: extend-exclude"]
    assert "; 2 files with FastAPI kept out by .gitignore, extend-exclude)" in outcome.lines[-1]
    assert outcome.status == 0
    skipped = project.document()["skipped"]
    assert [(one["kind"], one["path"], one["count"]) for one in skipped] == [
        ("files", "gen", 1),
        ("files", "old", 1),
    ]


def test_what_is_not_installed_is_said_once(project: Project) -> None:
    optional = "try:\n    import nowhere_c\nexcept ImportError:\n    pass\n"
    imports = f"import nowhere_a.b\nfrom nowhere_b import x\nimport os\nimport local\n{optional}"
    comment = "y = 1  # scoped-fastapi: ignore\n"
    project.write({"app.py": imports + CLEAN + comment, "local.py": "import nowhere_a\n"})
    project.write({"other.py": f"import app\n{CLEAN}{comment}", "alone.py": CLEAN + comment})
    outcome = project.check("--output", "json")
    said = "2 packages are not installed here (nowhere_a, nowhere_b): fewer things can be checked; "
    said += "--python names another environment"
    assert outcome.errors.count(said) == 1
    document = json.loads(outcome.stdout)
    assert [one["name"] for one in document["skipped"]] == ["nowhere_a", "nowhere_b"]
    # Where anything may be wrong, no comment is called unused.
    assert [one["path"] for one in document["findings"]] == ["alone.py"]


def test_rule(project: Project) -> None:
    project.table(f"select = ['{DOWNCAST}']")
    lines = project.run("rule").lines
    listed = dict(line.split(maxsplit=2)[:2] for line in lines[: len(CODES)])
    assert listed == {code.name: "on" if code.name == DOWNCAST else "off" for code in CODES}
    explained = project.run("rule", NO_BODY)
    assert explained.lines[0] == f"# {NO_BODY}"
    assert "](../" not in explained.stdout
    assert "# E[" not in explained.stdout
    assert "It is off here, and on by default." in explained.lines[-1]
    (document,) = json.loads(project.run("rule", NO_BODY, "--output", "json").stdout)
    assert document["code"] == NO_BODY
    assert document["page"].startswith(f"# {NO_BODY}\n")
    unknown = project.run("rule", "no-bodi")
    assert unknown.status == 2
    assert unknown.errors[-1].endswith(f'there is no code "no-bodi"; did you mean "{NO_BODY}"?')


def git(project: Project, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(
        ["git", *identity, *arguments], cwd=project.folder, check=True, capture_output=True
    )


def test_since(project: Project) -> None:
    trace = project.folder / "trace"
    project.write(
        {"app.py": MISTAKES, "gone.py": MISTAKES.replace("/", "/g/"), "same.py": MISTAKES}
    )
    git(project, "init", "-q", "-b", "main")
    # Nothing that a repository names is run.
    for name in ("core.fsmonitor", "diff.external", "filter.x.clean", "diff.x.textconv"):
        git(project, "config", name, f"touch {trace}; cat")
    project.write({".gitattributes": "*.py diff=x\n"})
    git(project, "add", ".")
    git(project, "commit", "-qm", "one")
    trace.unlink(missing_ok=True)
    assert project.found("--since", "main") == []
    extra = '\n\n@app.get("/more", status_code=204)\ndef more():\n    return 2\n'
    project.write(
        {
            "app.py": f"# a line above\n{MISTAKES}{extra}",
            "new.py": MISTAKES,
            ".gitattributes": "*.py filter=x diff=x\n",
        }
    )
    (project.folder / "gone.py").rename(project.folder / "moved.py")
    assert project.found("--since", "main") == [
        ("app.py", 38, NO_BODY),
        ("new.py", 21, DEPENDS),
        ("new.py", 32, NO_BODY),
    ]
    assert not trace.exists()
    git(project, "checkout", "-qb", "feature")
    git(project, "config", "--unset", "filter.x.clean")
    git(project, "add", ".")
    git(project, "commit", "-qm", "two")
    assert len(project.found("--since", "main")) == 3
    assert project.found("--since", "HEAD") == []
    unknown = project.check("--since", "nowhere")
    assert unknown.status == 2
    assert unknown.errors[-1] == "error: --since: git knows no revision nowhere"
    assert project.check("--since", "--output=/tmp/x").status == 2


def test_since_without_a_repository(project: Project) -> None:
    outcome = project.write({"app.py": MISTAKES}).check("--since", "main")
    assert outcome.status == 2
    assert "not a git repository" in outcome.errors[-1]


@pytest.mark.parametrize(
    "output", ["json", "junit", "gitlab", "sarif", "text", "concise", "github"]
)
def test_output_file(project: Project, output: str) -> None:
    project.write({"app.py": MISTAKES})
    outcome = project.check("--output", output, "--output-file", "results")
    assert outcome.status == 1
    (summary,) = outcome.lines
    assert summary.startswith("Found 2 errors in 1 file")
    written = (project.folder / "results").read_text("utf-8")
    assert DEPENDS in written
    assert project.check("--output", output).stdout.startswith(written)
    wrong = project.check("--output-file", "nowhere/results")
    assert wrong.status == 2
    assert wrong.errors[-1].startswith("error: nowhere/results cannot be written")


def test_junit(project: Project) -> None:
    project.write({"app.py": MISTAKES, "odd \x01 &<.py": MISTAKES, "broken.py": "def ("})
    top = ElementTree.fromstring(project.check("--output", "junit").stdout)
    assert (top.tag, top.get("failures"), top.get("errors")) == ("testsuites", "4", "1")
    assert len(top.findall("testsuite")) == 3
    for suite in top:
        assert suite.get("tests") == str(len(suite.findall("testcase")))
    failure = top.find("testsuite/testcase/failure")
    assert failure is not None
    assert (failure.get("message") or "").startswith('"get_number" provides "int"')
    project.write({"app.py": CLEAN})
    clean = ElementTree.fromstring(project.check("app.py", "--output", "junit").stdout)
    assert (clean.get("tests"), clean.get("failures")) == ("1", "0")


def test_gitlab(project: Project) -> None:
    twice = MISTAKES.replace("    return 1\n", "    if app:\n        return 1\n    return 1\n")
    issues = json.loads(project.write({"app.py": twice}).check("--output", "gitlab").stdout)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 3
    assert issues[0]["check_name"] == DEPENDS
    assert issues[0]["severity"] == "major"
    assert issues[0]["location"] == {"path": "app.py", "lines": {"begin": 23, "end": 23}}


def test_a_warning_counts(project: Project) -> None:
    outcome = project.write({"app.py": f"{CLEAN}a = 1  # scoped-fastapi: ignore\n"}).check()
    assert outcome.status == 1
    assert "app.py:4:8: warning: " in outcome.stdout
    assert "^" * len("# scoped-fastapi: ignore") in outcome.stdout
    assert outcome.lines[-1].startswith("Found 1 warning in 1 file (")
    project.write({"app.py": f"{MISTAKES}a = 1  # scoped-fastapi: ignore\n"})
    assert project.check().lines[-1].startswith("Found 2 errors and 1 warning in 1 file (")


def test_watch_with_a_table_and_a_baseline(project: Project) -> None:
    project.write({"app.py": MISTAKES}).table("checker = 'ty'\nbaseline = 'known.json'")
    project.check("--update-baseline")
    command = [
        sys.executable,
        "-m",
        "scoped_fastapi_check",
        "check",
        "--watch",
        "--output",
        "concise",
    ]
    log = project.folder.parent / "log"
    with (
        open(log, "w", encoding="utf-8") as stream,
        subprocess.Popen(command, cwd=project.folder, stdout=stream, stderr=stream) as process,
    ):
        try:
            until(log, "watching for changes", 1)
            assert "No new errors" in log.read_text("utf-8")
            project.table(f"checker = 'ty'\nselect = ['{DOWNCAST}']")
            until(log, "watching for changes", 2)
            text = log.read_text("utf-8")
            assert f"[{DOWNCAST}]" in text
            assert "1 new, 2 fixed since the last check" in text
            project.table("selct = []")
            until(log, "watching for changes", 3)
            assert 'unknown key "selct"' in log.read_text("utf-8")
        finally:
            process.terminate()


def until(log: Path, text: str, count: int) -> None:
    deadline = time.monotonic() + 60
    while log.read_text("utf-8").count(text) < count:
        assert time.monotonic() < deadline, log.read_text("utf-8")
        time.sleep(0.1)


def test_what_a_comment_silences_as_a_whole_is_said(project: Project) -> None:
    project.write(
        {"a.py": f"# mypy: ignore-errors\n{MISTAKES}", "b.py": f"# type: ignore\n{CLEAN}"}
    )
    project.write({"c.py": f"import nowhere  # type: ignore\n{CLEAN}", "d.py": "# type: ignore\n"})
    outcome = project.check("--show-skipped")
    assert outcome.status == 0
    assert outcome.lines[:2] == [
        'skipped: a.py:1: silenced by "# mypy: ignore-errors"',
        'skipped: b.py:1: silenced by "# type: ignore"',
    ]
    assert "; 2 files silenced as a whole)" in outcome.lines[-1]
    skipped = [one for one in project.document()["skipped"] if one["kind"] == "silenced"]
    assert [(one["path"], one["line"]) for one in skipped] == [("a.py", 1), ("b.py", 1)]


UNFOLLOWED = """
import importlib, os
from elsewhere import Router

found = importlib.import_module(os.environ["X"]).router
made = Router()


def add(router):
    @router.get("/both")
    def both() -> int:
        return 1


add(app)
add(found)


@found.post("/x")
def post() -> int:
    return client.get("/y")


@made.get("/x")
def get() -> int:
    return 1


found.add_api_route("/y", get)


@found.connect("/y")
@app.get("/z")
def other() -> int:
    return 1
"""


def test_registrations_that_are_not_followed_are_said(project: Project) -> None:
    project.write({"app.py": CLEAN + UNFOLLOWED})
    lines = (CLEAN + UNFOLLOWED).splitlines()
    expected = [
        (lines.index('@found.post("/x")') + 1, "post of an unknown object"),
        (lines.index('@made.get("/x")') + 1, "get of elsewhere.Router, which is not installed"),
        (lines.index('found.add_api_route("/y", get)') + 1, "add_api_route of an unknown object"),
    ]
    for arguments in ((), ("--no-cache",), ()):
        outcome = project.check("--show-skipped", *arguments)
        assert outcome.status == 0
        assert outcome.lines[:3] == [f"skipped: app.py:{line}: {why}" for line, why in expected]
        assert "; 3 registrations not followed: --show-skipped lists them)" in outcome.lines[-1]
    skipped = [one for one in project.document()["skipped"] if one["kind"] == "registration"]
    assert [(one["path"], one["line"], one["reason"]) for one in skipped] == [
        ("app.py", line, why) for line, why in expected
    ]
