"""What was found stays found until something changes that it depends on; and --watch."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from queue import Empty, Queue

import pytest
from scoped_fastapi_check.cli.watch import END

from .command import MISTAKE, Project
from .environments import make_for_us
from .test_environment import make_environment
from .test_layouts import MODELS, USER, USER_AT
from .test_servers import FAKE

RIGHT = MODELS.replace("int:", "User:").replace("1", "User()")


@pytest.fixture
def shop(own_project: Project) -> Project:
    own_project.write({"shop/__init__.py": "", "shop/parts.py": MODELS, "pyproject.toml": ""})
    own_project.write({"shop/models.py": "from shop.parts import User, get_number\n"})
    own_project.write({"shop/app.py": USER.format(models="shop.models")})
    return own_project


def found(project: Project) -> list[str]:
    return project.check("--checker", "ty", "shop").found


def test_a_change_in_what_is_imported_by_the_way(shop: Project) -> None:
    assert found(shop) == [f"shop/app.py:{USER_AT}"]
    shop.write({"shop/parts.py": RIGHT})
    assert found(shop) == []
    shop.write({"shop/parts.py": MODELS})
    assert found(shop) == found(shop) == [f"shop/app.py:{USER_AT}"]


def test_a_module_that_stands_in_for_another(shop: Project) -> None:
    assert found(shop) == [f"shop/app.py:{USER_AT}"]
    shop.write({"shop/parts.pyi": "class User: ...\ndef get_number() -> User: ...\n"})
    assert found(shop) == []


def test_a_comment_silences_what_was_found(shop: Project) -> None:
    assert found(shop) == [f"shop/app.py:{USER_AT}"]
    text = USER.format(models="shop.models").replace("-> int:", "-> int:  # type: ignore")
    shop.write({"shop/app.py": text})
    assert found(shop) == []


def test_a_code_that_is_asked_for_later(shop: Project) -> None:
    shop.write({"shop/parts.py": MODELS.replace("int:", "object:")})
    assert found(shop) == []
    outcome = shop.check("--checker", "ty", "shop", "--select", "fastapi")
    assert outcome.found == [f"shop/app.py:{USER_AT}"]


def test_a_module_that_says_no_word_of_fastapi(own_project: Project) -> None:
    """It has to do with it by what it imports."""
    own_project.write({"ours.py": "from fastapi import *\n"})
    own_project.write({"a.py": MODELS + "\nimport ours\nnumber = ours.Depends(get_number)\n"})
    own_project.write({"b.py": "import a\n\n\ndef f(x: a.User = a.number) -> None: ...\n"})
    outcome = own_project.check("--checker", "ty", "--output", "json")
    assert outcome.status in {0, 1}
    assert '    "files": 3,' in outcome.lines


def test_nothing_is_asked_twice(own_project: Project, tmp_path: Path) -> None:
    environment = make_environment(tmp_path / "environment", with_fastapi=True)
    beside = make_for_us(tmp_path / "ours")
    program = beside / "ty"
    program.write_text(f"#!{sys.executable}\n{FAKE.read_text()}")
    program.chmod(0o755)
    own_project = replace(own_project, python=str(beside / "python"))
    own_project.write({"app.py": MISTAKE})
    started = tmp_path / "started"

    def times() -> int:
        started.write_text("")
        arguments = ("--checker", "ty", "--python", str(environment / "bin" / "python"))
        outcome = own_project.check(*arguments, FAKE="well", STARTED=str(started))
        assert outcome.status == 0
        return len(started.read_text().split())

    assert times() > 0
    assert times() == 0
    # Something is installed, the checker is another one, the file has changed.
    (site,) = environment.glob("lib/*/site-packages")
    (site / "other-1.0.dist-info").mkdir()
    assert times() > 0
    program.write_text(program.read_text() + "\n")
    assert times() > 0
    own_project.write({"app.py": MISTAKE + "\n"})
    assert times() > 0
    assert times() == 0


class Watching:
    """The command with --watch, and what it prints."""

    def __init__(self, project: Project, *arguments: str) -> None:
        command, variables = project.command("check", "--checker=ty", "--watch", *arguments)
        self.process = subprocess.Popen(
            [*command, "--output=concise"],
            cwd=project.folder,
            env=variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._lines: Queue[str] = Queue()
        self.said: list[str] = []
        """The lines on stderr."""
        threading.Thread(target=self._read, daemon=True).start()
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.rstrip())

    def _listen(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.said.append(line.rstrip())

    def end(self) -> list[str]:
        """Interrupt it after the check that goes on, and give what it said on stderr."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self.said[-1:] != [END]:
            time.sleep(0.05)
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(20) == 130
        self._listening.join(20)
        return self.said

    def wait_for(self, text: str) -> None:
        """Wait for a line with this text."""
        deadline = time.monotonic() + 60
        seen: list[str] = []
        while time.monotonic() < deadline:
            try:
                seen.append(self._lines.get(timeout=1))
            except Empty:
                assert self.process.poll() is None, seen
                continue
            if text in seen[-1]:
                return
        raise AssertionError(f"no line has {text!r}: {seen}")


@pytest.fixture
def watching(shop: Project) -> Iterator[Watching]:
    watching = Watching(shop)
    yield watching
    watching.process.kill()
    watching.process.wait()


def test_watching(shop: Project, watching: Watching) -> None:
    watching.wait_for("Found 1 error")
    shop.write({"shop/parts.py": RIGHT})
    watching.wait_for("No errors (checked 4 files")
    shop.write({"shop/new.py": MISTAKE})
    watching.wait_for("Found 1 error in 1 file (checked 5 files")
    (shop.folder / "shop/new.py").write_text("def f(:\n")
    watching.wait_for("1 file not checked")
    (shop.folder / "shop/new.py").unlink()
    watching.wait_for("No errors (checked 4 files")
    shop.write({"pyproject.toml": "[tool.ty.environment]\n"})
    watching.wait_for("No errors (checked 4 files")
    said = watching.end()
    assert "Traceback" not in "".join(said)
    assert [line for line in said if "since the last check" in line] == [
        "0 new, 1 fixed since the last check",
        "1 new, 0 fixed since the last check",
        # The mistake in the broken file is not fixed.
        "0 new since the last check; what is fixed is not known, because not all was checked",
        "0 new, 1 fixed since the last check",
        "0 new, 0 fixed since the last check",
    ]


def test_watching_needs_something_to_watch(own_project: Project) -> None:
    outcome = own_project.run("check", "--watch")
    assert outcome.errors == ["error: no Python files found in ."]
    assert outcome.status == 2


def test_what_cannot_be_watched(own_project: Project) -> None:
    assert own_project.run("check", "--watch", "--output", "json").status == 2
    assert own_project.run("check", "--watch", "--baseline", "x.json").status == 2
