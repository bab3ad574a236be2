"""The pages of the documentation, and what in them can be checked.

A block fenced as `python` is an example: a module of its own, complete enough to run. A line that
is reported ends with `# E[code]`, as in the conformance programs. A block fenced as `text` that
begins with `error:` holds the reports on the example before it, word by word. Code that cannot be
checked by itself is fenced as `py`: a fragment, a copy of a file, code that is meant for a checker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from conformance.program import Mark, Program, read_marks

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
RULES = DOCS / "rules"

_FENCE = re.compile(r"^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")


@dataclass(frozen=True)
class Block:
    """A fenced block; `line` is that of its first line in the page."""

    page: str
    line: int
    language: str
    text: str


@dataclass(frozen=True)
class Example:
    """A `python` block, and the block after it that shows the reports, if there is one."""

    block: Block
    shown: Block | None

    @property
    def file(self) -> str:
        """The module that the example is checked as."""
        name = self.block.page.removesuffix(".md").replace("-", "_").lower()
        return f"{name}_{self.block.line}.py"

    @property
    def source(self) -> str:
        """The example at its place in the page, so that lines are those of the page."""
        return "\n" * (self.block.line - 1) + self.block.text

    @property
    def program(self) -> Program:
        """The example as a conformance program."""
        marks: list[Mark] = read_marks(self.file, self.source)
        return Program(self.file.removesuffix(".py"), (self.file,), tuple(marks))


def pages() -> list[Path]:
    """Every page there is."""
    return [*sorted(DOCS.rglob("*.md")), ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]


def pages_with_commands() -> list[Path]:
    """The pages, and the README, of which no example is complete, but what it shows is printed."""
    return [*pages(), ROOT / "README.md"]


def name_of(page: Path) -> str:
    """The path of a page from the folder of the documentation, or from the root."""
    return page.relative_to(DOCS if page.is_relative_to(DOCS) else ROOT).as_posix()


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page."""
    text = page.read_text("utf-8")
    return [
        Block(
            name_of(page),
            text.count("\n", 0, found.start("text")) + 1,
            found["language"],
            found["text"],
        )
        for found in _FENCE.finditer(text)
    ]


def examples() -> list[Example]:
    """The examples of all pages."""
    found: list[Example] = []
    for page in pages():
        of_page = blocks(page)
        for number, block in enumerate(of_page, start=1):
            if block.language == "python":
                found.append(Example(block, _shown(of_page[number : number + 1])))
    return found


def _shown(following: list[Block]) -> Block | None:
    for block in following:
        if block.language == "text" and block.text.startswith("error: "):
            return block
    return None


def links(page: Path) -> list[str]:
    """The targets of the links of a page, but for those to other sites."""
    text = _FENCE.sub("", page.read_text("utf-8"))
    return [
        found["target"] for found in _LINK.finditer(text) if not found["target"].startswith("http")
    ]
