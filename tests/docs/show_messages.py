"""Writes the messages of today into the pages: `python tests/docs/show_messages.py`.

For when the words of a message have changed. Read what it has done before you commit it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from docs.judging import judge_examples, write_examples
from docs.pages import DOCS, examples


def main() -> None:
    """Rewrite the blocks that show messages."""
    found = examples()
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as work:
        write_examples(found, Path(folder))
        judged = judge_examples(found, Path(folder), Path(work))
    for example in reversed(found):
        if example.shown is None:
            continue
        page = DOCS / example.shown.page
        lines = page.read_text("utf-8").splitlines()
        start = example.shown.line - 1
        end = start + len(example.shown.text.splitlines())
        lines[start:end] = judged[example.file].shown
        page.write_text("\n".join([*lines, ""]), "utf-8")


if __name__ == "__main__":
    main()
