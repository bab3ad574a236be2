"""Writes the messages of today into the pages: `python tests/docs/show_messages.py`.

For when the words of a message have changed, or what the command prints. Read what it has done before you commit it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from docs.checking import check_examples, write_examples
from docs.commands import commands
from docs.pages import Block, examples, name_of, pages_with_commands


def main() -> None:
    """Rewrite the blocks that show messages, and those that show commands."""
    found = examples()
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as work:
        write_examples(found, Path(folder))
        checked = check_examples(found, Path(folder), Path(work))
    wanted = [
        (example.shown, "\n".join([*checked[example.file].shown, ""]))
        for example in found
        if example.shown is not None
    ]
    wanted += [(command.block, command.shown()) for command in commands()]
    files = {name_of(page): page for page in pages_with_commands()}
    # From the end of each page, so that the lines of what comes before stay what they are.
    for block, text in sorted(wanted, key=lambda pair: pair[0].line, reverse=True):
        _replace(files[block.page], block, text)


def _replace(page: Path, block: Block, text: str) -> None:
    lines = page.read_text("utf-8").splitlines()
    start = block.line - 1
    lines[start : start + len(block.text.splitlines())] = text.splitlines()
    page.write_text("\n".join([*lines, ""]), "utf-8")


if __name__ == "__main__":
    main()
