"""Whatever happens to mypy, the answer is one clear line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from importlib import metadata, util
from pathlib import Path

import pytest
from scoped_fastapi_check.checkers.base import CheckerError
from scoped_fastapi_check.checkers.mypy_process import installed_version

from .command import CLEAN, Project


def replace_module(project: Project, name: str, text: str) -> str:
    """Put a module in front of an installed one; the result is for PYTHONPATH, and not in the tree."""
    folder = project.caches.parent / "replaced" / project.folder.name
    (folder / name).mkdir(parents=True)
    (folder / name / "__init__.py").write_text("")
    # What the launcher of mypy needs of it.
    (folder / name / "pyinfo.py").write_text("")
    (folder / name / "modulefinder.py").write_text(
        f"from {name} import pyinfo\ndef get_search_dirs(_): return pyinfo.getsearchdirs()\n"
    )
    (folder / name / "__main__.py").write_text(text)
    return str(folder)


@pytest.mark.parametrize("name", ["click", "rich"])
def test_without_the_extra(own_project: Project, tmp_path: Path, name: str) -> None:
    (tmp_path / f"{name}.py").write_text(
        f"raise ModuleNotFoundError('there is none', name={name!r})"
    )
    outcome = own_project.check(PYTHONPATH=str(tmp_path))
    assert outcome.errors == [
        f"error: {name} is not installed; run: pip install 'scoped-fastapi[check]'"
    ]
    assert outcome.status == 2


def test_without_mypy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(util, "find_spec", lambda name: None)
    with pytest.raises(CheckerError, match=r"mypy is not installed .*'scoped-fastapi\[check\]'"):
        installed_version()


@pytest.mark.parametrize("version", ["0.991", "1.18.2", "2.3.0+dev.abc"])
def test_with_an_old_mypy(monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    monkeypatch.setattr(metadata, "version", lambda name: version)
    with pytest.raises(CheckerError, match=r"is too old, 2\.4 is needed; run: pip install"):
        installed_version()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
            "killed by signal 9 (out of mem",
        ),
        ("raise SystemExit(7)", "mypy failed with exit status 7: it printed nothing"),
        ("import sys; sys.exit('odd: trouble')", "mypy failed with exit status 1: odd: trouble"),
        (
            "import sys\nprint('error: INTERNAL ERROR -- Please', file=sys.stderr)\n"
            "print('KeyError: 1', file=sys.stderr)\nsys.exit(2)",
            "crashed: KeyError: 1",
        ),
    ],
)
def test_mypy_fails(project: Project, text: str, message: str) -> None:
    project.write({"app.py": CLEAN})
    outcome = project.check(PYTHONPATH=replace_module(project, "mypy", text))
    assert outcome.status == 2
    (error,) = outcome.errors
    assert error.startswith("error: mypy ")
    assert message in error
    assert outcome.lines == [
        "No errors (checked 0 files: 0 routes, 0 dependencies; not everything was checked)."
    ]


def test_the_plugin_cannot_be_loaded(project: Project) -> None:
    project.write({"app.py": CLEAN})
    folder = replace_module(project, "scoped_fastapi_mypy", "")
    outcome = project.check(PYTHONPATH=folder)
    assert outcome.status == 2
    assert "mypy did not accept the plugin" in outcome.errors[0]
    assert "pip install 'scoped-fastapi[check]'" in outcome.errors[0]


CRASHES = """\
from mypy.plugin import Plugin
class Crashing(Plugin):
    def get_function_hook(self, fullname):
        if fullname.endswith("boom"):
            raise RuntimeError("no way")
def plugin(version):
    return Crashing
"""


BOOM = """\
def boom() -> None: ...
boom()
"""


def test_mypy_crashes_at_a_file(project: Project) -> None:
    project.write({"app.py": "x = 1\n", "strange.py": BOOM, "user.py": "import strange\n"})
    folder = replace_module(project, "scoped_fastapi_mypy", "")
    plugin = Path(folder, "scoped_fastapi_mypy", "__init__.py")
    plugin.write_text(CRASHES)
    outcome = project.check("--no-cache", PYTHONPATH=folder)
    assert outcome.status == 2
    assert outcome.found == ["strange.py:2:1"]
    assert "crashed: RuntimeError: no way; the file was not checked" in outcome.lines[0]
    assert "(checked 2 files:" in outcome.summary


def test_mypy_crashes_at_every_file(project: Project) -> None:
    project.write({f"app{number}.py": BOOM for number in range(9)})
    folder = replace_module(project, "scoped_fastapi_mypy", "")
    plugin = Path(folder, "scoped_fastapi_mypy", "__init__.py")
    plugin.write_text(CRASHES)
    outcome = project.check("--no-cache", PYTHONPATH=folder)
    assert outcome.status == 2
    assert outcome.errors[-1].endswith("crashed: RuntimeError: no way, again and again")


def test_ctrl_c(own_project: Project, tmp_path: Path) -> None:
    own_project.write({"app.py": CLEAN})
    text = "import os, pathlib, time\npathlib.Path(os.environ['STARTED']).write_text(str(os.getpid()))\ntime.sleep(60)"
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    started = tmp_path / "started"
    for number, status in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
        command, variables = own_project.command(
            "check",
            "--checker=mypy",
            PYTHONPATH=str(own_project.caches.parent / "replaced" / "project"),
            STARTED=str(started),
            TMPDIR=str(temporary),
        )
        if not started.exists():
            replace_module(own_project, "mypy", text)
        started.write_text("")
        with subprocess.Popen(
            command,
            cwd=own_project.folder,
            env=variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            child = wait_for_text(started)
            process.send_signal(number)
            output, errors = process.communicate(timeout=20)
        assert (process.returncode, output, errors.strip()) == (status, b"", b"")
        assert list(temporary.iterdir()) == []
        with pytest.raises(ProcessLookupError):
            os.kill(int(child), 0)


def wait_for_text(file: Path) -> str:
    for _ in range(200):
        if file.read_text():
            return file.read_text()
        time.sleep(0.05)
    raise AssertionError("mypy was not started")


def test_a_cache_that_cannot_be_written_is_no_error(own_project: Project, tmp_path: Path) -> None:
    own_project.caches.write_text("a file where the folder would be")
    outcome = own_project.write({"app.py": "x = 1\n"}).check()
    assert outcome.status == 0
    assert outcome.errors == []


def test_without_a_cache_nothing_is_left(own_project: Project) -> None:
    own_project.write({"app.py": "x = 1\n"}).check("--no-cache")
    assert not own_project.caches.exists()
    assert [path.name for path in own_project.folder.iterdir()] == ["app.py"]


def test_neither_fastapi_nor_the_application_is_imported(project: Project) -> None:
    project.write({"app.py": "raise SystemExit('imported')\n" + CLEAN})
    probe = (
        "import sys, scoped_fastapi_check.__main__ as program\n"
        "sys.argv = ['scoped-fastapi', 'check', 'app.py']\n"
        "try:\n    program.main()\n"
        "except SystemExit:\n    print({'fastapi', 'pydantic', 'app'} & set(sys.modules))"
    )
    _, variables = project.command()
    done = subprocess.run(
        [sys.executable, "-c", probe],
        cwd=project.folder,
        env=variables,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.stdout.splitlines()[-1] == "set()"
