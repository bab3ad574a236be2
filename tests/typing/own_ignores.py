"""Each type checker's own comment, and how it is written anew: `python tests/typing/own_ignores.py`.

Every line of `assert_types/` on which a checker reports an error ends with that checker's comment, and
no other line has one. After a change of types, or of a checker's version, the command writes what
the checkers report now. Read what it has done before you commit it.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from conformance.checkers import CHECKERS, Finding

PROGRAMS = Path(__file__).parent / "assert_types"

# Two checkers share a comment where one honours that of the other. The first has to begin the line's
# comments, for mypy reads it only there.
COMMENTS: Mapping[str, tuple[str, ...]] = {
    "type": ("mypy",),
    "pyright": ("pyright", "basedpyright"),
    "ty": ("ty",),
    "pyrefly": ("pyrefly",),
    "zuban": ("zuban",),
}
_COMMENT = re.compile(r"  # (?P<word>\w+): ignore\[(?P<codes>[\w, -]+)\]")


def without_comments(source: str, *, but: Collection[str] = ()) -> str:
    """Take the comments out of a source, but for those that begin with one of the words."""
    return _COMMENT.sub(lambda found: found[0] if found["word"] in but else "", source)


def ignored(checker: str) -> set[tuple[str, int, str]]:
    """The file, the line and the code of everything that a checker is told to ignore."""
    (word,) = (word for word, checkers in COMMENTS.items() if checker in checkers)
    return {
        (path.name, number, code.strip())
        for path in PROGRAMS.glob("*.py")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for found in _COMMENT.finditer(line)
        if found["word"] == word
        for code in found["codes"].split(",")
    }


def check(checker: str, folder: Path, *, but: Collection[str] = ()) -> list[Finding]:
    """Check the programs in an empty folder; of the comments, only those are there."""
    for path in PROGRAMS.glob("*.py"):
        text = without_comments(path.read_text("utf-8"), but=but)
        (folder / path.name).write_text(text, "utf-8")
    return CHECKERS[checker].check(folder, own_ignores=True)


def main() -> None:
    """Write the comments that the checkers need."""
    needed: dict[tuple[str, int], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for word, checkers in COMMENTS.items():
        for checker in checkers:
            with tempfile.TemporaryDirectory() as folder:
                for finding in check(checker, Path(folder)):
                    needed[finding.file, finding.line][word].add(finding.code)
    for path in PROGRAMS.glob("*.py"):
        lines = without_comments(path.read_text("utf-8")).splitlines()
        for number, line in enumerate(lines, 1):
            of_line = needed[path.name, number]
            comments = [
                f"  # {word}: ignore[{', '.join(sorted(of_line[word]))}]"
                for word in COMMENTS
                if of_line[word]
            ]
            lines[number - 1] = line + "".join(comments)
        path.write_text("\n".join([*lines, ""]), "utf-8")


if __name__ == "__main__":
    main()
