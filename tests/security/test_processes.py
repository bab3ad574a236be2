"""Nothing outlives the command, however it ends, and no checker takes all of the memory."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from check.command import CLEAN, MISTAKE, Project
from check.environments import make_for_us
from scoped_fastapi_check.checkers.child_process import ChildProcess, run_to_end
from scoped_fastapi_check.checkers.memory import default_limit, displayed_size, parsed_size

from .conftest import Hostile
from .processes import BUSY, Started

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")

# By what its process is called, node below the wrapper of pyright among them.
BUSY_PROCESSES = {
    "mypy": "mypy_launcher",
    "ty": "ty server",
    "zuban": "zuban server",
    "pyrefly": "pyrefly lsp",
    "pyright": "node",
    "basedpyright": "node",
}


@pytest.fixture
def busy(empty_tree: Hostile) -> Project:
    empty_tree.tree.write("app.py", BUSY)
    return empty_tree.project


@pytest.mark.parametrize("more", [(), ("--watch",)], ids=["check", "watch"])
@pytest.mark.parametrize("checker", sorted(BUSY_PROCESSES))
def test_a_busy_checker_is_gone_with_the_command(
    busy: Project, checker: str, more: tuple[str, ...]
) -> None:
    if more and checker not in {"ty", "pyright", "mypy"}:
        pytest.skip("one of each kind is enough")
    with Started(busy, ["check", "--no-cache", "--checker", checker, *more]) as started:
        started.wait_until_busy(BUSY_PROCESSES[checker], 1.5)
        started.kill()
        assert started.left_after(2) == []


@pytest.mark.parametrize("checker", ["ty", "pyright", "mypy"])
def test_killed_in_the_middle_of_a_start(busy: Project, checker: str) -> None:
    for delay in (0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.7, 1.0):
        with Started(busy, ["check", "--no-cache", "--checker", checker]) as started:
            time.sleep(delay)
            started.kill()
            assert started.left_after(2) == [], delay


def test_an_application_that_is_imported_is_gone_with_the_command(empty_tree: Hostile) -> None:
    empty_tree.tree.write("main.py", "while True: pass\n")
    with Started(empty_tree.project, ["routes", "main:app"]) as started:
        started.wait_until_busy("-P -c", 0.5)
        started.kill()
        assert started.left_after(2) == []


def test_the_supervisor_is_killed(busy: Project) -> None:
    """Nobody watches the checker any more, and the command ends it."""
    with Started(busy, ["check", "--no-cache", "--checker", "ty", "--timeout", "3"]) as started:
        started.wait_until_busy("ty server", 0.3)
        for number in started.alive():
            if b"-S\0-c\0" in Path(f"/proc/{number}/cmdline").read_bytes():
                os.kill(number, signal.SIGKILL)
        started.process.wait(60)
        assert started.left_after(2) == []
        assert started.process.returncode == 2


EATER = """\
#!{python}
import json, os, subprocess, sys, time
if "--version" in sys.argv:
    print("ty 9.9.9")
    sys.exit()
def read():
    length = 0
    while line := sys.stdin.buffer.readline():
        if line.lower().startswith(b"content-length"):
            length = int(line.partition(b":")[2])
        elif not line.strip():
            return json.loads(sys.stdin.buffer.read(length))
    sys.exit(0)
def write(message):
    body = json.dumps({{"jsonrpc": "2.0", **message}}).encode()
    sys.stdout.buffer.write(b"Content-Length: %d\\r\\n\\r\\n" % len(body) + body)
    sys.stdout.buffer.flush()
while message := read():
    if message.get("method") == "initialize":
        write({{"id": message["id"], "result": {{"serverInfo": {{"name": "ty", "version": "9.9.9"}}}}}})
    elif message.get("method") == "textDocument/diagnostic":
        # What it has started counts, too.
        eat = "x = b'x' * 400_000_000; import time; time.sleep(60)"
        subprocess.run([sys.executable, "-c", eat])
"""


def test_a_checker_that_takes_too_much_memory(empty_tree: Hostile, tmp_path: Path) -> None:
    beside = make_for_us(tmp_path / "ours")
    (beside / "ty").write_text(EATER.format(python=sys.executable))
    (beside / "ty").chmod(0o755)
    empty_tree.tree.write("app.py", MISTAKE)
    project = replace(empty_tree.project, python=str(beside / "python"))
    begun = time.monotonic()
    outcome = project.run("check", "--checker", "ty", "--no-cache", "--memory-limit", "200MB")
    assert outcome.status == 2
    (unchecked,) = [line for line in outcome.lines if "was not checked" in line]
    assert unchecked.startswith("app.py:1:1: error: ty 9.9.9 was ended because it took ")
    assert unchecked.endswith(" of memory (--memory-limit); the file was not checked")
    assert time.monotonic() - begun < 30
    below = project.run(
        "check", "--checker", "ty", "--no-cache", "--memory-limit", "2GB", "--timeout=1"
    )
    assert "said nothing for" in "".join(below.lines + below.errors)


def test_mypy_takes_too_much_memory(empty_tree: Hostile) -> None:
    empty_tree.tree.write("app.py", CLEAN)
    outcome = empty_tree.project.check("--no-cache", "--memory-limit", "30MB")
    assert outcome.status == 2
    (error,) = outcome.errors
    assert error.startswith("error: mypy was ended because it took ")


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("4GB", 4 * 2**30),
        ("512M", 512 * 2**20),
        ("1.5 GiB", 3 * 2**29),
        ("1000", 1000),
        ("2tb", 2**41),
    ],
)
def test_sizes(text: str, size: int) -> None:
    assert parsed_size(text) == size


@pytest.mark.parametrize("text", ["", "0", "-1", "4 apples", "GB", "1e9", "0.1"])
def test_what_is_no_size(text: str, empty_tree: Hostile) -> None:
    with pytest.raises(ValueError, match="is no size; write it as 4GB"):
        parsed_size(text)


def test_a_size_that_lacks_its_unit() -> None:
    with pytest.raises(ValueError, match="too little for any checker; write it as 4GB"):
        parsed_size("4")


def test_the_default_limit() -> None:
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    assert 0 < default_limit() <= min(8 * 2**30, memory // 2)
    assert displayed_size(3 * 2**29) == "1.5 GB"


def test_what_a_program_prints_and_how_it_ends(tmp_path: Path) -> None:
    script = "import os, sys; print(sys.argv[1:]); print(os.getcwd(), file=sys.stderr); sys.exit(7)"
    odd = ["", "a b", "-x", "@y", "\n", "é", "\udcff"]
    variables = {**os.environ, "PYTHONIOENCODING": "utf-8:surrogateescape"}
    done = run_to_end([sys.executable, "-c", script, *odd], tmp_path, variables)
    assert (done.status, done.trouble) == (7, None)
    assert done.stdout.decode("utf-8", "surrogateescape").strip() == str(odd)
    assert done.stderr.decode().strip() == str(tmp_path)


def test_ended_by_a_signal(tmp_path: Path) -> None:
    script = "import os, signal; os.kill(os.getpid(), signal.SIGTERM)"
    done = run_to_end([sys.executable, "-c", script], tmp_path, os.environ)
    assert done.status == -signal.SIGTERM


def test_a_program_that_is_not_there(tmp_path: Path) -> None:
    done = run_to_end([str(tmp_path / "none")], tmp_path, os.environ)
    assert done.trouble == "cannot be started: No such file or directory"


def test_it_takes_too_long(tmp_path: Path) -> None:
    with pytest.raises(TimeoutError):
        run_to_end([sys.executable, "-c", "input()"], tmp_path, os.environ, seconds=0.0)


def test_signals_mean_what_they_do_elsewhere(tmp_path: Path) -> None:
    """Python ignores SIGPIPE, and what it starts must not."""
    script = "import signal; print(signal.getsignal(signal.SIGPIPE) == signal.SIG_DFL)"
    bare = "import _signal; print(_signal.getsignal(13))"
    del script
    done = run_to_end([sys.executable, "-I", "-c", bare], tmp_path, os.environ)
    assert done.status == 0
    shell = run_to_end(["/bin/sh", "-c", "kill -PIPE $$; echo no"], tmp_path, os.environ)
    assert (shell.status, shell.stdout) == (-signal.SIGPIPE, b"")


def test_it_closes_its_output(tmp_path: Path) -> None:
    process = ChildProcess(["/bin/sh", "-c", "exec >&-; sleep 60"], tmp_path, os.environ, None)
    assert process.stdout.read() == b""
    assert process.is_running
    process.kill()
    assert not process.is_running


def test_no_descriptor_of_ours_is_handed_on(tmp_path: Path) -> None:
    script = "import os; print(sorted(os.listdir('/proc/self/fd')))"
    done = run_to_end([sys.executable, "-c", script], tmp_path, os.environ)
    # The standard streams, and the one that looks.
    assert done.stdout.decode().strip() == "['0', '1', '2', '3']"


def test_the_supervisor_is_not_found_by_our_name() -> None:
    """`pkill -9 -f scoped_fastapi_check` must not end what ends the checkers."""
    process = ChildProcess(["/bin/sleep", "60"], Path("/"), os.environ, None)
    lines = subprocess.run(["ps", "-A", "-o", "pid=,args="], capture_output=True, text=True).stdout
    process.kill()
    ours = [line for line in lines.splitlines() if "-I -S -c" in line]
    assert ours
    assert not [line for line in ours if "scoped_fastapi_check" in line]
