"""Run one check of a small program with one mistake, and print which of our code it passes through.

    python tools/trace_finding.py [--select CODE] [--list]

It is checked twice, with ty and with the plugin inside mypy. What is printed are the numbers of our
files and functions that the one finding visits, of lines that are imported for it, and of switches
from one file to another; `--list` names the files, with the functions of each.
"""

import argparse
import contextlib
import inspect
import io
import os
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("checker", "mypy_plugin")
PROGRAM = """\
from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter()


@router.delete("/{user_id}", status_code=204)
def delete_user(user_id: int) -> dict[str, int]:
    return {"deleted": user_id}


@app.get("/")
def read() -> str:
    return "read"


app.include_router(router, prefix="/users")
"""


@dataclass
class Trace:
    """The functions that were called, by file, and how often one file called another."""

    functions: dict[str, dict[str, int]] = field(default_factory=dict[str, "dict[str, int]"])
    switches: int = 0
    _last: str = ""

    def __call__(self, frame: FrameType, event: str, _: Any) -> None:
        """Note a call of ours."""
        if event != "call":
            return
        code = frame.f_code
        file = _ours(code.co_filename)
        if file is None or _belongs_to_import(frame):
            return
        known = self.functions.setdefault(file, {})
        known[code.co_qualname] = known.get(code.co_qualname, 0) + 1
        self.switches += file != self._last
        self._last = file

    def show(self, name: str, imported: set[str], *, is_long: bool) -> None:
        """Print the numbers."""
        functions = sum(map(len, self.functions.values()))
        lines = sum(len((ROOT / file).read_bytes().splitlines()) for file in imported)
        print(
            f"{name}: {len(self.functions)} files, {functions} functions, {self.switches} switches "
            f"between files; {len(imported)} files with {lines} lines imported"
        )
        for file, found in sorted(self.functions.items()) if is_long else ():
            print(f"  {file}: {', '.join(found)}")


def _belongs_to_import(frame: FrameType) -> bool:
    """Whether a call is a part of importing a module: its body, that of a class, a constant."""
    if not frame.f_code.co_flags & inspect.CO_OPTIMIZED:
        return True
    caller = frame.f_back
    return caller is not None and not caller.f_code.co_flags & inspect.CO_OPTIMIZED


def _ours(filename: str) -> str | None:
    for folder in FOLDERS:
        start = f"{ROOT}{os.sep}{folder}{os.sep}"
        if filename.startswith(start):
            return filename[len(str(ROOT)) + 1 :]
    return None


def traced(run: Callable[[], None]) -> Trace:
    """What a run passes through, in all of its threads."""
    trace = Trace()
    threading.setprofile(trace)
    sys.setprofile(trace)
    try:
        with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
            run()
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
    return trace


def _imported() -> set[str]:
    files = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    return {file for name in files if name is not None and (file := _ours(name)) is not None}


def check_with_ty(folder: Path, codes: list[str]) -> None:
    """Run the command."""
    from scoped_fastapi_check.__main__ import main

    selected = [f"--select={code}" for code in codes]
    arguments = ["check", "--no-cache", "--checker=ty", *selected, str(folder)]
    sys.argv = ["scoped-fastapi", *arguments]
    main()


def check_with_mypy(folder: Path, codes: list[str]) -> None:
    """Run mypy with the plugin."""
    from mypy.main import main
    from scoped_fastapi_check.diagnostics.codes import CODES

    others = [code.name for code in CODES if codes and code.name not in codes]
    config = folder / "mypy.ini"
    config.write_text(
        f"[mypy]\nplugins = scoped_fastapi_mypy\ndisable_error_code = {', '.join(others)}\n"
    )
    arguments = ["--config-file", str(config), "--cache-dir", str(folder / "cache")]
    main(args=[*arguments, str(folder / "main.py")], stdout=io.StringIO(), clean_exit=True)


def main() -> None:
    """Trace both ways."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--select", action="append", default=[], help="run only this rule")
    parser.add_argument("--list", action="store_true", help="name the files and functions")
    parser.add_argument("--only", choices=["ty", "mypy"], help="trace one of the two")
    options = parser.parse_args()
    # Each in a process of its own, so that neither finds done what the other one has done.
    if options.only is None:
        for only in ("ty", "mypy"):
            os.spawnv(os.P_WAIT, sys.executable, [sys.executable, *sys.argv, "--only", only])
        return
    sys.path[:0] = [str(ROOT / folder) for folder in FOLDERS]
    run = {"ty": check_with_ty, "mypy": check_with_mypy}[options.only]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "main.py").write_text(PROGRAM)
        trace = traced(lambda: run(folder, options.select))
    trace.show(options.only, _imported(), is_long=options.list)


if __name__ == "__main__":
    main()
