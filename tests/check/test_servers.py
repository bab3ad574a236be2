"""Whatever becomes of a language server: one clear line, the other files are checked, nothing is left."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from scoped_fastapi_check.checkers.base import CheckerError
from scoped_fastapi_check.checkers.server_specs import SERVERS, ServerSpec

from .command import CLEAN, MISTAKE, Outcome, Project
from .environments import make_for_us

FAKE = Path(__file__).with_name("fake_server.py")
BOOM = MISTAKE + "\n# boom\n"


@dataclass(frozen=True)
class Fake:
    """A project, and a Python that runs the command, beside which ty is a fake."""

    project: Project
    program: Path
    started: Path
    temporary: Path

    def arguments(self, *more: str) -> list[str]:
        return ["check", "--checker=ty", "--no-cache", *more]

    def variables(self, way: str) -> dict[str, str]:
        return {"FAKE": way, "STARTED": str(self.started), "TMPDIR": str(self.temporary)}

    def check(self, way: str, *more: str) -> Outcome:
        return self.project.run(*self.arguments(*more), **self.variables(way))

    def processes(self) -> list[int]:
        return [int(number) for number in self.started.read_text().split()]

    def assert_nothing_is_left(self) -> None:
        """No process and no file."""
        deadline = time.monotonic() + 5
        left = self.processes()
        while left and time.monotonic() < deadline:
            left = [number for number in left if is_alive(number)]
            time.sleep(0.02)
        assert left == []
        assert list(self.temporary.iterdir()) == []


def is_alive(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.fixture
def fake(own_project: Project, tmp_path: Path) -> Fake:
    beside = make_for_us(tmp_path / "environment")
    program = beside / "ty"
    program.write_text(f"#!{sys.executable}\n{FAKE.read_text()}")
    program.chmod(0o755)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    started = tmp_path / "started"
    started.touch()
    own_project.write({"app.py": CLEAN, "shop/good.py": MISTAKE})
    project = replace(own_project, python=str(beside / "python"))
    return Fake(project, program, started, temporary)


def test_a_server_that_behaves(fake: Fake) -> None:
    outcome = fake.check("well")
    (line,) = outcome.lines
    assert line.startswith("No errors (checked 2 files: ")
    assert outcome.status == 0
    fake.assert_nothing_is_left()


def test_a_server_that_wants_to_be_asked_again(fake: Fake) -> None:
    assert fake.check("later").status == 0


@pytest.mark.parametrize(
    ("way", "reason"),
    [
        ("crash", "ended with exit status 1: panicked: no way"),
        ("killed", "was killed by signal 9"),
        ("hang", "said nothing for 0.5 seconds"),
        ("hang in a message", "said nothing for 0.5 seconds"),
        ("end in a message", "ended with exit status 0"),
        ("talk", "gave no answer for 2.5 seconds"),
        ("nonsense", "said something that is not understood: hello"),
        ("another length", "said something that is not understood: many"),
        ("another answer", "said something that is not understood: "),
        ("refuse", "refused a request: internal error"),
    ],
)
def test_a_file_that_a_server_fails_at(fake: Fake, way: str, reason: str) -> None:
    fake.project.write({"bad.py": BOOM})
    outcome = fake.check(way, "--timeout=0.5")
    (unchecked,) = [line for line in outcome.lines if "the file was not checked" in line]
    assert unchecked.startswith(f"bad.py:1:1: error: ty 9.9.9 {reason}")
    assert "(checked 2 files: " in outcome.summary
    assert outcome.summary.endswith("; 1 file not checked).")
    assert outcome.errors == []
    assert outcome.status == 2
    fake.assert_nothing_is_left()


def test_a_server_that_finds_nothing_anywhere(fake: Fake) -> None:
    """Not even what each copy has in it to be found: no finding means nothing then."""
    outcome = fake.check("silent")
    assert outcome.errors == [
        "error: ty does not report a mistake that it was asked to find: its answers mean nothing"
    ]
    assert outcome.status == 2
    fake.assert_nothing_is_left()


def test_a_server_that_finds_nothing_in_one_file(fake: Fake) -> None:
    fake.project.write({"bad.py": BOOM})
    outcome = fake.check("silent at times")
    assert outcome.lines[0] == (
        "bad.py:1:1: error: ty does not report a mistake that it was asked to find here; the file was "
        "not checked"
    )
    assert "(checked 2 files: " in outcome.summary
    assert outcome.status == 2
    fake.assert_nothing_is_left()


def test_a_server_that_fails_at_every_file(fake: Fake) -> None:
    fake.project.write({f"bad{number}.py": BOOM for number in range(6)})
    outcome = fake.check("crash")
    assert outcome.errors == [
        "error: ty 9.9.9 ended with exit status 1: panicked: no way, again and again"
    ]
    assert outcome.status == 2
    fake.assert_nothing_is_left()


@pytest.mark.parametrize(
    ("way", "error"),
    [
        ("old", "ty 0.0.0 is too old"),
        ("old and broken", "ty 0.0.0 is too old"),
        ("broken", "ty 9.9.9 ended with exit status 1: error: unrecognized subcommand 'server'"),
        ("deaf", "ty 9.9.9 said nothing for 0.5 seconds"),
    ],
)
def test_a_server_that_does_not_start(fake: Fake, way: str, error: str) -> None:
    outcome = fake.check(way, "--timeout=0.5")
    assert len(outcome.errors) == 1
    assert outcome.errors[0].startswith(f"error: {error}")
    if "old" in way:
        assert outcome.errors[0].endswith("run: pip install --upgrade ty")
    assert outcome.status == 2
    fake.assert_nothing_is_left()


def test_a_program_that_cannot_be_run(fake: Fake) -> None:
    fake.program.write_text("#!/no/such/interpreter\n")
    outcome = fake.check("well")
    assert outcome.errors[0].startswith("error: ty cannot be started: ")
    assert outcome.status == 2


@pytest.mark.parametrize("way", ["hang", "deaf", "talk"])
@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_ended_from_outside(fake: Fake, way: str, number: signal.Signals, status: int) -> None:
    fake.project.write({"bad.py": BOOM})
    command, variables = fake.project.command(*fake.arguments(), **fake.variables(way))
    with subprocess.Popen(
        command,
        cwd=fake.project.folder,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        deadline = time.monotonic() + 20
        while not fake.started.read_text() and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(0.2)
        process.send_signal(number)
        output, errors = process.communicate(timeout=20)
    assert (process.returncode, output, errors) == (status, b"", b"")
    fake.assert_nothing_is_left()


@pytest.mark.parametrize("way", ["well", "hang", "deaf"])
def test_killed_itself(fake: Fake, way: str) -> None:
    """Its server goes with it, and so does what that has started; the next run removes the folder."""
    fake.project.write({"bad.py": BOOM})
    command, variables = fake.project.command(*fake.arguments(), **fake.variables(way))
    process = subprocess.Popen(
        command, cwd=fake.project.folder, env=variables, stdout=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 20
    while not fake.started.read_text() and time.monotonic() < deadline:
        time.sleep(0.02)
    process.kill()
    process.wait()
    deadline = time.monotonic() + 2
    while any(map(is_alive, fake.processes())) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(map(is_alive, fake.processes()))
    assert list(fake.temporary.iterdir()) != []
    (fake.project.folder / "bad.py").unlink()
    assert fake.check("well").status == 0
    fake.assert_nothing_is_left()


@pytest.mark.parametrize("spec", SERVERS, ids=lambda spec: spec.name)
def test_a_checker_that_is_not_installed(spec: ServerSpec, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(CheckerError, match=f"{spec.name} is not installed; run: pip install"):
        spec.program(Path.cwd())
