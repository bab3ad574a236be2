"""Try the extension in VS Code itself, and take the pictures of the documentation.

    python tools/try_vscode.py [--python INTERPRETER] [--pictures]

code-server is VS Code's workbench for a browser, and Chromium without a display shows it. The extension is
built and installed there; a person's ways are gone by a program: a file is opened, the squiggle is waited for,
the fix applied. INTERPRETER has scoped-fastapi; it is that of this program, if none is given. With `--pictures` those that
are in the repository are replaced. Ends with 77 and a reason where Node, npm, Chromium or the packages cannot be
had. What is downloaded, 60 MB, stays in a folder of the user's.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path

from environments import ROOT

CODE_SERVER = "4.100.3"
PLAYWRIGHT = "1.65.1"
NATIVE = ("node-pty", "@vscode/spdlog", "@parcel/watcher", "native-watchdog")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PICTURES = {
    "vscode.png": (ROOT / "docs" / "pictures", ROOT / "editors" / "vscode"),
    "vscode-fix.png": (ROOT / "docs" / "pictures",),
}
STORIES = ("chosen", "set")
SECONDS_TO_START = 240
SKIPPED = 77

TOOLS = Path(__file__).resolve().parent / "vscode"
EXTENSION = ROOT / "editors" / "vscode"
PROGRAM = ROOT / "examples" / "tutorial" / "shop.py"
FIX = 'Use "Response", which sends no body'


class CannotRunError(Exception):
    """VS Code cannot be had here, and this is why."""


def cache() -> Path:
    """Return the folder for what is downloaded."""
    given = os.environ.get("SCOPED_FASTAPI_CACHE")
    if given:
        return Path(given) / "vscode"
    caches = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(caches) / "scoped-fastapi-vscode"


def code_server_in(folder: Path) -> Path:
    """Return the program of code-server, downloaded if it is not there.

    Its own install script downloads from elsewhere; its parts are installed one by one.

    Raises:
        CannotRunError: it cannot be had.
    """
    place = folder / f"code-server-{CODE_SERVER}"
    package = Path("node_modules") / "code-server"
    if not place.exists():
        with _partial(place) as made:
            _npm(made, "pack", f"code-server@{CODE_SERVER}")
            _npm(made, "install", "--ignore-scripts", f"./code-server-{CODE_SERVER}.tgz")
            workbench = made / package / "lib" / "vscode"
            _npm(workbench, "install", "--omit=dev", "--ignore-scripts")
            _npm(workbench, "rebuild", *NATIVE)
            _npm(made, "rebuild", "argon2")
    return place / package / "out" / "node" / "entry.js"


def driver_in(folder: Path) -> Path:
    """Return the folder of the program that uses the browser, with the package that it needs.

    Raises:
        CannotRunError: it cannot be had.
    """
    place = folder / f"playwright-core-{PLAYWRIGHT}"
    if not place.exists():
        with _partial(place) as made:
            _npm(made, "install", "--ignore-scripts", f"playwright-core@{PLAYWRIGHT}")
    for source in TOOLS.glob("*.mjs"):
        shutil.copy(source, place)
    return place


def extensions_in(folder: Path) -> tuple[Path, Path]:
    """Build the extension, and the fake of the Python extension; return their packages.

    Raises:
        CannotRunError: npm cannot have what they are built with.
    """
    place = folder / "extension"
    modules = shutil.ignore_patterns("node_modules", "dist", "*.vsix")
    shutil.copytree(EXTENSION, place, dirs_exist_ok=True, ignore=modules)
    lock = (place / "package-lock.json").read_bytes()
    installed = place / "node_modules" / ".installed-lock.json"
    if not installed.exists() or installed.read_bytes() != lock:
        _npm(place, "ci", "--ignore-scripts")
        installed.write_bytes(lock)
    _built([_program("npm"), "run", "package"], place)
    fake = folder / "fake_python"
    shutil.copytree(TOOLS / "fake_python", fake, dirs_exist_ok=True)
    vsce = str(place / "node_modules" / ".bin" / "vsce")
    options = ["--allow-missing-repository", "--skip-license", "--out", "python.vsix"]
    _built([vsce, "package", *options], fake)
    return place / "scoped-fastapi.vsix", fake / "python.vsix"


def _built(command: Sequence[str], folder: Path) -> None:
    finished = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if finished.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{finished.stdout}{finished.stderr}")


@contextlib.contextmanager
def _partial(place: Path) -> Iterator[Path]:
    """A folder to download into, which gets its name when all is there."""
    made = place.with_name(f"{place.name}.partial")
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    yield made
    made.rename(place)


def _npm(folder: Path, *arguments: str) -> None:
    command = [_program("npm"), *arguments]
    print(f"in {folder}: npm {' '.join(arguments)}", file=sys.stderr)
    finished = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if finished.returncode:
        said = (finished.stderr or finished.stdout).strip()
        raise CannotRunError(f"npm {' '.join(arguments)} failed: {said}")


def _program(*names: str) -> str:
    for name in names:
        if (found := shutil.which(name)) is not None:
            return found
    raise CannotRunError(f"there is no {names[0]} on this machine")


class Story:
    """One story: a folder that is opened, in an editor with settings and extensions of its own."""

    def __init__(self, name: str, scratch: Path, python: Path) -> None:
        self.name = name
        self.folder = scratch / name / "shop"
        self.home = scratch / name / "home"
        self.data = self.home / "data"
        self.pictures = scratch / "pictures"
        self.trace = scratch / name / "was-run"
        self.python = python
        user = self.data / "User"
        for folder in (self.folder, user, self.settings.parent, self.pictures):
            folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(PROGRAM, self.folder)
        (user / "settings.json").write_text(json.dumps(_USER_SETTINGS))

    @property
    def settings(self) -> Path:
        """The settings of the machine that the browser shows: those of its user do not hold there."""
        return self.data / "Machine" / "settings.json"

    @property
    def interpreter(self) -> Path:
        """An interpreter that leaves a trace."""
        program = self.home / "python"
        program.write_text(f'#!/bin/sh\necho "$@" >>"{self.trace}"\nexec "{self.python}" "$@"\n')
        program.chmod(0o755)
        return program

    def plant_program(self) -> None:
        """Have the workspace name a program, which it may not."""
        planted = self.folder / "planted"
        planted.write_text(f'#!/bin/sh\ntouch "{self.trace}"\n')
        planted.chmod(0o755)
        (self.folder / ".vscode").mkdir()
        settings = {"scopedFastapi.path": str(planted)}
        (self.folder / ".vscode" / "settings.json").write_text(json.dumps(settings))

    def task(self, address: str, browser: str) -> Path:
        """Write down what the driver needs, and return the file."""
        task = {
            "address": address,
            "browser": {"program": browser},
            "folder": str(self.folder),
            "settings": str(self.settings),
            "pictures": str(self.pictures),
            "trace": str(self.trace),
            "program": str(self.python.parent / "scoped-fastapi"),
            "fix": FIX,
        }
        file = self.home / "task.json"
        file.write_text(json.dumps(task))
        return file


_USER_SETTINGS = {
    "workbench.startupEditor": "none",
    "workbench.colorTheme": "Default Light Modern",
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "workbench.tips.enabled": False,
    "workbench.layoutControl.enabled": False,
    "window.commandCenter": False,
    "editor.minimap.enabled": False,
    "editor.fontSize": 13,
    "breadcrumbs.enabled": False,
    "chat.commandCenter.enabled": False,
    "explorer.openEditors.visible": 0,
    "files.autoSave": "off",
    "git.enabled": False,
    "outline.showFiles": False,
    "security.workspace.trust.startupPrompt": "never",
    "security.workspace.trust.banner": "never",
    "update.mode": "none",
}


@contextlib.contextmanager
def code_server(entry: Path, story: Story, packages: Sequence[Path]) -> Iterator[str]:
    """Start code-server with the extensions, and yield the address of the story's folder."""
    places = [
        "--user-data-dir",
        str(story.data),
        "--extensions-dir",
        str(story.home / "extensions"),
    ]
    command = [_program("node"), str(entry), *places]
    variables = {**os.environ, "XDG_CONFIG_HOME": str(story.home / "config")}
    variables["TRY_VSCODE_INTERPRETER"] = str(story.interpreter)
    variables["TRY_VSCODE_PREFIX"] = str(story.python.parent.parent)
    for package in packages:
        install = [*command, "--install-extension", str(package)]
        subprocess.run(install, env=variables, check=True, capture_output=True, timeout=300)
    port = _free_port()
    trust = ["--disable-workspace-trust"] if story.name == "set" else []
    serve = ["--auth", "none", "--bind-addr", f"127.0.0.1:{port}", "--disable-telemetry"]
    with (story.home / "code-server.log").open("w") as log:
        server = subprocess.Popen(
            [*command, *serve, "--disable-update-check", *trust, str(story.folder)],
            env=variables,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/healthz", server)
            yield f"http://127.0.0.1:{port}/?folder={story.folder}"
        finally:
            server.terminate()
            server.wait(60)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(address, timeout=5).close()
            return
        time.sleep(0.5)
    sys.exit("code-server does not start")


def run(python: Path, scratch: Path, stories: Sequence[str]) -> bool:
    """Go through the stories; pictures are in `scratch/pictures`.

    Raises:
        CannotRunError: something that it takes is not here.
    """
    node, browser = _program("node"), _program(*BROWSERS)
    entry, driver = code_server_in(cache()), driver_in(cache())
    extension, fake = extensions_in(cache())
    passed = True
    for name in stories:
        story = Story(name, scratch, python)
        packages = [extension]
        if name == "set":
            story.plant_program()
        else:
            packages.append(fake)
        with code_server(entry, story, packages) as address:
            drive = [node, "drive.mjs", name, str(story.task(address, browser))]
            passed &= subprocess.run(drive, cwd=driver, check=False).returncode == 0
    return passed


def main() -> int:
    """Try the extension."""
    parser = argparse.ArgumentParser(description="Try the extension in VS Code.")
    parser.add_argument("--python", type=Path, default=Path(sys.executable))
    parser.add_argument("--story", action="append", choices=STORIES, help="only this one")
    parser.add_argument("--pictures", action="store_true", help="replace those of the repository")
    parser.add_argument("--keep", type=Path, help="a folder for what is otherwise temporary")
    given = parser.parse_args()
    with contextlib.ExitStack() as stack:
        scratch = given.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        try:
            python = Path(os.path.abspath(given.python))
            passed = run(python, scratch, given.story or STORIES)
        except CannotRunError as error:
            print(f"skipped, VS Code was not run: {error}")
            return SKIPPED
        if passed and given.pictures:
            for name, folders in PICTURES.items():
                for folder in folders:
                    folder.mkdir(exist_ok=True)
                    shutil.copy(scratch / "pictures" / name, folder)
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
