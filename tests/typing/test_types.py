"""Promise 14: six type checkers report the marked lines of `wrapped_dependencies.py`, and no other.

A mark is `# E`, `# E not by ty` where a checker does not see it, or `# E by zuban` where only the named
ones report, wrongly.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
PROGRAM = FOLDER / "wrapped_dependencies.py"
BIN = Path(sys.executable).parent
PYRIGHT = ["--pythonpath", sys.executable]
CHECKERS = {
    "mypy": ["mypy", "--strict", "--no-error-summary", "--config-file="],
    "pyright": ["pyright", *PYRIGHT],
    "basedpyright": ["basedpyright", *PYRIGHT],
    "ty": ["ty", "check", "--python", sys.prefix, "--output-format=concise"],
    "pyrefly": ["pyrefly", "check", "--python-interpreter-path", sys.executable]
    + ["--output-format=min-text", "--preset=default"],
    "zuban": ["zuban", "check", "--strict", "--python-executable", sys.executable],
}
# pyright's "path:1:2 - error: ...", mypy's "path:1: error: ...", ty's "path:1:2: error[...]",
# pyrefly's "ERROR path:1:2-3: ...".
ERROR = re.compile(r"(?:ERROR .*?\.py:(\d+):)|(?:\.py:(\d+):(?:\d+:?)?(?: -)? error)")
MARK = re.compile(r"# E(?: (not by|by) ([\w ]+))?$")


def marked_for(checker: str) -> set[int]:
    lines = set()
    for number, line in enumerate(PROGRAM.read_text().splitlines(), 1):
        if mark := MARK.search(line):
            names = (mark[2] or "").split()
            if (mark[1] is None) or (checker in names) == (mark[1] == "by"):
                lines.add(number)
    return lines


@pytest.mark.parametrize("checker", CHECKERS)
def test_exactly_the_marked_lines_are_reported(checker: str, tmp_path: Path) -> None:
    command, *options = CHECKERS[checker]
    # In a folder without any configuration, as a user's program would be.
    program = tmp_path / PROGRAM.name
    program.write_text(PROGRAM.read_text())
    finished = subprocess.run(
        [str(BIN / command), *options, str(program)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    reported = {int(match[1] or match[2]) for match in ERROR.finditer(finished.stdout)}
    assert reported == marked_for(checker), finished.stdout + finished.stderr
