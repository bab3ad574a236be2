"""Every command in a hostile tree: it ends in time, as it is documented to, and leaves nothing behind.

`tools/attack_trees.py` tries as much of it as one likes, `test_sweep.py` a part.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from check.command import MISTAKE, Project
from server.editor import Editor

from .hazards import BASELINE, Make
from .hostile import Tree

SECONDS = 30.0
# Where mypy and its plugin read a tree: its configuration is that of the person, and not of the tree.
MYPY = """\
[mypy]
plugins = scoped_fastapi_mypy
ignore_missing_imports = true
"""
# What a terminal or a pipeline might take for a command; a line may end.
_RAW = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LINE_OF_TREE = re.compile(
    r"^(?:::(?:error|warning)(?! (?:title=[\w-]+,)?file=)|x::y)", re.MULTILINE
)
_BROKEN = ("Traceback", "this should not happen", "INTERNAL ERROR", "panicked at")


@dataclass
class Ground:
    """A folder with a tree in it that holds a hazard, and what lies beside it."""

    folder: Path
    seconds: float = SECONDS
    faults: list[str] = field(default_factory=list[str])

    @property
    def tree(self) -> Path:
        return self.folder / "tree"

    @property
    def trace(self) -> Path:
        return self.folder / "trace"

    def prepare(self, make: Make) -> None:
        """Write a tree with an application, traps, and a hazard."""
        outside = self.folder / "outside"
        for each in (self.tree, outside):
            each.mkdir()
        (self.folder / "mypy.ini").write_text(MYPY)
        (outside / "file").write_text("[tool.scoped-fastapi]\n")
        (outside / "app.py").write_text(MISTAKE)
        (self.tree / "app.py").write_text(MISTAKE)
        trap = Tree(self.tree, self.trace)
        for name in ("sitecustomize.py", "conftest.py", "evil_plugin.py", "rich.py", "ty.py"):
            trap.write_module(name)
        for name in ("bin/git", "bin/python", "node_modules/.bin/node"):
            trap.write_program(name)
        make(self.tree)

    def outside(self) -> dict[str, object]:
        """All that lies beside the tree, and when it was changed."""
        beside = [path for path in self.folder.iterdir() if path not in {self.tree, self.caches}]
        within = (self.folder / "outside").rglob("*")
        return {
            str(path): (path.lstat().st_mtime_ns, path.lstat().st_size)
            for path in sorted([*beside, *within])
        }

    def sources(self) -> bytes:
        """What only a fix may change."""
        return (self.tree / "app.py").read_bytes()

    @property
    def caches(self) -> Path:
        return self.folder / "caches"

    def fault(self, what: str) -> None:
        self.faults.append(what)


def _may_not_read_everything() -> list[str]:
    """What takes from a command that root starts what other users do not have either."""
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        return []
    capabilities = "-dac_override,-dac_read_search"
    return ["setpriv", f"--bounding-set={capabilities}", f"--inh-caps={capabilities}"]


def _run(ground: Ground, *arguments: str, module: str = "scoped_fastapi_check") -> None:
    project = Project(ground.tree, ground.caches, program=("-m", module))
    command, variables = project.command(*arguments)
    variables["PATH"] = os.pathsep.join([f"{ground.tree}/bin", variables["PATH"]])
    variables["PYTHONSAFEPATH"] = "1"  # As the program `scoped-fastapi` has it by its place.
    begun = time.monotonic()
    process = subprocess.Popen(
        [*_may_not_read_everything(), *command],
        cwd=ground.tree,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        out, err = process.communicate(timeout=ground.seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        ground.fault(f"it takes more than {ground.seconds:g} seconds")
        return
    _judge(ground, process.returncode, out, err, {0, 1, 2})
    if time.monotonic() - begun > ground.seconds / 2:
        print(f"slow: {time.monotonic() - begun:.0f} s", *arguments, file=sys.stderr)


def _judge(ground: Ground, status: int, out: bytes, err: bytes, allowed: set[int]) -> None:
    said = out.decode("utf-8", "replace") + err.decode("utf-8", "replace")
    if status not in allowed:
        ground.fault(f"the status is {status}: {said[-2_000:]}")
    if any(words in said for words in _BROKEN):
        ground.fault(f"it breaks down: {said[-2_000:]}")
    if raw := _RAW.search(said.replace("\r\n", "\n")):
        around = said[max(raw.start() - 100, 0) : raw.end() + 100]
        ground.fault(f"{raw[0]!r} goes out raw: {around!r}")
    if line := _LINE_OF_TREE.search(said):
        ground.fault(f"a line of the tree goes out: {said[line.start() :][:200]!r}")
    if status == 2 and "error" not in said.lower() and "not checked" not in said:
        ground.fault(f"status 2 has no reason: {said[-500:]}")


def _watch(ground: Ground) -> None:
    project = Project(ground.tree, ground.caches)
    command, variables = project.command("check", "--watch", "--checker", "ty")
    with subprocess.Popen(
        [*_may_not_read_everything(), *command],
        cwd=ground.tree,
        env={**variables, "PYTHONSAFEPATH": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as process:
        lines: list[bytes] = []
        is_watching = threading.Event()
        assert process.stdout is not None
        output = process.stdout

        def read() -> None:
            for line in output:
                lines.append(line)
                if b"watching for changes" in line:
                    is_watching.set()
            is_watching.set()

        threading.Thread(target=read, daemon=True).start()
        for text in ("# An edit.\n", ""):
            if not is_watching.wait(ground.seconds):
                ground.fault(f"--watch does not come to the end of a check: {lines[-5:]}")
            if process.poll() is None:
                is_watching.clear()
                (ground.tree / "app.py").write_text(MISTAKE + text)
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        try:
            status = process.wait(ground.seconds / 2)
        except subprocess.TimeoutExpired:
            ground.fault("Ctrl-C does not end --watch")
            os.killpg(process.pid, signal.SIGKILL)
            return
    _judge(ground, status, b"".join(lines), b"", {2, 130})


def _server(ground: Ground) -> None:
    variables = {"XDG_CACHE_HOME": str(ground.caches), "PYTHONSAFEPATH": "1"}
    app = ground.tree / "app.py"
    with Editor(ground.tree, variables=variables, arguments=("--log", "/dev/stderr")) as editor:
        try:
            editor.open(app)
            for method in ("textDocument/documentSymbol", "textDocument/codeLens"):
                editor.request(method, {"textDocument": {"uri": app.as_uri()}}, ground.seconds)
            editor.request("scopedFastapi/routes", {}, ground.seconds)
            editor.type(app, "\n" + MISTAKE)
            editor.request("workspace/symbol", {"query": ""}, ground.seconds)
            editor.end()
        except Exception as error:  # Whatever it is, it is the server that did not do as it should.
            ground.fault(f"the server: {error!r}; {editor.errors[-5:]}")
    said = "".join(editor.errors)
    if "Traceback" in said or "ERROR" in said:
        ground.fault(f"the log of the server: {said[-2_000:]}")


def _checking(*arguments: str) -> Callable[[Ground], None]:
    return lambda ground: _run(ground, "check", "--no-cache", *arguments)


COMMANDS: dict[str, Callable[[Ground], None]] = {
    **{
        f"check --checker {name}": _checking("--checker", name)
        for name in ("ty", "mypy", "zuban", "pyrefly", "pyright", "basedpyright")
    },
    "check": lambda ground: _run(ground, "check"),
    "check --select": _checking("--checker", "ty", "--select", "fastapi", "--show-skipped"),
    "check --fix": _checking("--checker", "ty", "--fix", "--unsafe-fixes"),
    "check --diff": _checking("--checker", "ty", "--diff"),
    "check --since": _checking("--checker", "ty", "--since", "HEAD"),
    "check --baseline": _checking("--checker", "ty", "--baseline", BASELINE),
    "check --update-baseline": _checking("--baseline", BASELINE, "--update-baseline"),
    "check --output github": _checking("--checker", "ty", "--output", "github"),
    "check --output sarif": _checking("--checker", "ty", "--output", "sarif"),
    "check --output junit": _checking("--checker", "ty", "--output", "junit"),
    "check --show-settings": lambda ground: _run(ground, "check", "--show-settings"),
    "check --python .venv": _checking("--checker", "ty", "--python", ".venv"),
    "check --config": _checking("--checker", "ty", "--config", "pyproject.toml"),
    "check --watch": _watch,
    "routes": lambda ground: _run(ground, "routes", "--show-skipped"),
    "routes --compare": lambda ground: _run(ground, "routes", "--compare", "old.json"),
    "routes --output json": lambda ground: _run(ground, "routes", "--output", "json"),
    "routes --output mermaid": lambda ground: _run(ground, "routes", "--output", "mermaid"),
    "routes --output html": lambda ground: _run(ground, "routes", "--output", "html"),
    "stubs": lambda ground: _run(ground, "stubs"),
    "stubs --check": lambda ground: _run(ground, "stubs", "--check"),
    "stubs --output": lambda ground: _run(ground, "stubs", "--output", "typings/fastapi"),
    "rule": lambda ground: _run(ground, "rule", "fastapi-path"),
    "server": _server,
    "mypy with the plugin": lambda ground: _run(
        ground, "--config-file", "../mypy.ini", "app.py", module="mypy"
    ),
}


def faults(make: Make, commands: list[str], seconds: float = SECONDS) -> Iterator[tuple[str, str]]:
    """Try commands in a tree, one after the other: what went wrong, each with its command."""
    for name in commands:
        folder = Path(tempfile.mkdtemp(prefix="sweep-")).resolve()
        ground = Ground(folder, seconds)
        try:
            ground.prepare(make)
            before, sources = ground.outside(), ground.sources()
            COMMANDS[name](ground)
            if ground.trace.exists():
                ground.fault(f"what ran: {ground.trace.read_text()}")
            if ground.outside() != before:
                ground.fault(f"what is outside has changed: {ground.outside()} was {before}")
            if "--fix" not in name and ground.sources() != sources:
                ground.fault("the source has changed")
        finally:
            _remove(folder)
        yield from ((name, fault) for fault in ground.faults)


def _remove(folder: Path) -> None:
    # Deeper than Python's own recursion goes.
    subprocess.run(["chmod", "-R", "u+rwx", "--", str(folder)], check=False, capture_output=True)
    subprocess.run(["rm", "-rf", "--", str(folder)], check=False)
