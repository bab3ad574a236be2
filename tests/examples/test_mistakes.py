"""The mistakes that are marked in `examples/mistakes` are the ones that the command finds."""

import os
import re
import subprocess
import sys
from pathlib import Path

from scoped_fastapi_check.diagnostics.codes import CODES

REPOSITORY = Path(__file__).parents[2]
MISTAKES = REPOSITORY / "examples" / "mistakes"

MARK = re.compile(r"# mistake: (\S+)$")
ERROR = re.compile(r"^(?P<path>[^:]+):(?P<line>\d+):\d+: error: .*  \[(?P<code>[^]]+)\]$")

Place = tuple[str, int, str]


def check(path: Path) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does, from the root of the repository."""
    return subprocess.run(
        ["scoped-fastapi", "check", str(path.relative_to(REPOSITORY))],
        cwd=REPOSITORY,
        env={
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        },
        capture_output=True,
        text=True,
        check=False,
    )


def marked() -> set[Place]:
    return {
        (str(path.relative_to(REPOSITORY)), number, mark[1])
        for path in MISTAKES.rglob("*.py")
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if (mark := MARK.search(line))
    }


def test_each_mistake_is_found_at_its_line_and_nothing_else() -> None:
    completed = check(MISTAKES)
    errors = [ERROR.match(line) for line in completed.stdout.splitlines() if ": error: " in line]
    found = [(error["path"], int(error["line"]), error["code"]) for error in errors if error]
    assert len(found) == len(errors), completed.stdout
    assert sorted(found) == sorted(marked()), completed.stdout + completed.stderr
    assert completed.returncode == 1


def test_there_are_mistakes_of_every_rule_that_lets_the_application_start() -> None:
    # FastAPI refuses the others while the application is imported, or they are made in tests.
    elsewhere = {"fastapi-response-type", "fastapi-param", "fastapi-override"}
    # A comment is no mistake that FastAPI would make something of.
    elsewhere.add("fastapi-unused-ignore")
    expected = {code.name for code in CODES if code.default_enabled} - elsewhere
    assert {code for _, _, code in marked()} == expected


def test_the_bookshop_has_none() -> None:
    completed = check(REPOSITORY / "examples" / "bookshop")
    assert completed.returncode == 0, completed.stdout + completed.stderr
    assert "error:" not in completed.stdout


def test_fastapi_lets_the_mistakes_through(tmp_path: Path) -> None:
    """The application is imported without a complaint, and serves what is right in it."""
    program = (
        "from fastapi.testclient import TestClient\n"
        "from library.main import app\n"
        "client = TestClient(app, raise_server_exceptions=False)\n"
        "assert client.get('/books').json() == []\n"
        "assert client.get('/loans').status_code == 500\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(MISTAKES)}
    environment.pop("LIBRARY_MAINTENANCE", None)
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=environment, check=True)


def test_fastapi_refuses_the_routes_for_maintenance(tmp_path: Path) -> None:
    completed = subprocess.run(
        [sys.executable, "-c", "import library.main"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(MISTAKES), "LIBRARY_MAINTENANCE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert completed.returncode == 1
    assert "is not a callable object" in completed.stderr
