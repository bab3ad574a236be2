"""0, 1 and 2 mean what the documentation says, whatever happens."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from check.command import CLEAN, MISTAKE, Project

from .conftest import Hostile

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")


@pytest.fixture
def project(empty_tree: Hostile) -> Project:
    return empty_tree.project.write({"app.py": MISTAKE})


def run(
    project: Project, *arguments: str, stdout: object = None, **variables: str
) -> tuple[int, str]:
    command, environment = project.command("check", "--checker", "ty", *arguments, **variables)
    done = subprocess.run(
        command,
        cwd=project.folder,
        env=environment,
        stdout=stdout,  # type: ignore[call-overload]
        stderr=subprocess.PIPE,
        text=True,
    )
    return done.returncode, done.stderr


@needs_full
@pytest.mark.parametrize(
    "more",
    [
        (),
        ("--exit-zero",),
        ("--output", "json"),
        ("--output", "sarif", "--exit-zero"),
        ("--output", "github"),
        ("--output", "concise"),
        ("--statistics",),
    ],
    ids=" ".join,
)
def test_a_full_disk_behind_stdout(project: Project, more: tuple[str, ...]) -> None:
    with FULL.open("w") as full:
        status, errors = run(project, *more, stdout=full)
    assert status == 2
    assert errors.splitlines()[-1] == (
        "error: the results cannot be written: No space left on device"
    )
    assert "Traceback" not in errors


@needs_full
def test_a_full_disk_behind_a_clean_result(empty_tree: Hostile) -> None:
    project = empty_tree.project.write({"app.py": CLEAN})
    with FULL.open("w") as full:
        assert run(project, stdout=full)[0] == 2


@needs_full
def test_a_full_disk_behind_stderr_alone(project: Project) -> None:
    command, environment = project.command("check", "--checker", "ty")
    with FULL.open("w") as full:
        done = subprocess.run(
            command,
            cwd=project.folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=full,
            text=True,
        )
    assert done.returncode == 1
    assert "app.py:14:10" in done.stdout


def test_a_reader_that_has_gone(project: Project) -> None:
    for more in ((), ("--output", "json")):
        reading, writing = os.pipe()
        os.close(reading)
        status, errors = run(project, *more, stdout=writing, PYTHONUNBUFFERED="")
        os.close(writing)
        assert (status, errors) == (2, "")


@pytest.mark.parametrize(
    ("closed", "status"), [(">&-", 2), ("2>&-", 1), ("<&-", 1), ("<&- >&- 2>&-", 2)]
)
def test_closed_streams(project: Project, closed: str, status: int) -> None:
    command, environment = project.command("check", "--checker", "ty")
    shell = ["/bin/sh", "-c", f'"$@" {closed}', "sh", *command]
    done = subprocess.run(
        shell, cwd=project.folder, env=environment, capture_output=True, text=True
    )
    assert done.returncode == status
    assert "Traceback" not in done.stderr


BREAK = """\
import sys
import scoped_fastapi_check.{module} as module
def broken(*arguments, **options):
    path = "/tree/some.py"
    raise {error}
module.{name} = broken
sys.argv = ["scoped-fastapi", *{arguments}]
from scoped_fastapi_check.__main__ import main
main()
"""


@pytest.mark.parametrize(
    "error", ["KeyError('x')", "RecursionError()", "MemoryError()", "OSError(5, 'no')"]
)
@pytest.mark.parametrize("more", [[], ["--exit-zero"], ["--output", "json"], ["--watch"]], ids=str)
def test_what_nobody_foresaw(project: Project, error: str, more: list[str]) -> None:
    _, environment = project.command()
    arguments = ["check", "--checker", "ty", *more]
    script = BREAK.format(
        module="project.layout", name="read_graph", error=error, arguments=arguments
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=project.folder,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    line = done.stderr.splitlines()[-1]
    assert line.startswith("error: scoped-fastapi failed at ")
    assert "some.py: " in line
    assert error.partition("(")[0] in line
    assert "please report it" in line
    assert "Traceback" not in done.stderr
    with_traceback = subprocess.run(
        [sys.executable, "-c", script],
        cwd=project.folder,
        env={**environment, "SCOPED_FASTAPI_TRACEBACK": "1"},
        capture_output=True,
        text=True,
    )
    assert with_traceback.returncode == 2
    assert "Traceback (most recent call last)" in with_traceback.stderr


def test_what_nobody_foresaw_in_other_commands(project: Project) -> None:
    _, environment = project.command()
    script = BREAK.format(
        module="stubs", name="find_fastapi", error="ValueError('x')", arguments=["stubs"]
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=project.folder,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert "please report it" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_message_is_one_harmless_line(project: Project) -> None:
    _, environment = project.command()
    error = "ValueError('\\n::error::\\x1b[2J')"
    script = BREAK.format(
        module="project.layout", name="read_graph", error=error, arguments=["check"]
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=project.folder,
        env=environment,
        capture_output=True,
        text=True,
    )
    (line,) = [line for line in done.stderr.splitlines() if "please report it" in line]
    assert line.startswith("error: ")
    assert "\x1b" not in done.stderr
    assert not any(line.startswith("::") for line in done.stderr.splitlines())


def test_ctrl_c_from_the_first_instruction_on(project: Project) -> None:
    """Each time a little later: while it is imported, reads, starts a checker, waits for it."""
    # It says when its own first instruction is executed; what Python does before that is Python's.
    starter = (
        "import sys, time\n"
        "print('here', flush=True)\n"
        "import scoped_fastapi_check.__main__ as program\n"
        "sys.argv = ['scoped-fastapi', 'check', '--checker', 'ty', '--no-cache']\n"
        "program.main()\n"
    )
    _, environment = project.command()
    for delay in (0.01, 0.02, 0.03, 0.05, 0.08, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5):
        with subprocess.Popen(
            [sys.executable, "-c", starter],
            cwd=project.folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(delay)
            process.send_signal(signal.SIGINT)
            output, errors = process.communicate(timeout=30)
        if process.returncode == 1:
            continue  # It was done before.
        assert (process.returncode, output, errors) == (130, "", ""), delay


def test_an_ignored_ctrl_c_stays_ignored(project: Project) -> None:
    """As under `nohup`, or in the background of a script."""
    command, environment = project.command("check", "--checker", "ty")
    with subprocess.Popen(
        ["/bin/sh", "-c", 'trap "" INT; exec "$@"', "sh", *command],
        cwd=project.folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert process.returncode == 1
