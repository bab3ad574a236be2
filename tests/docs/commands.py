"""Blocks that show a command and what it prints: fenced as `console`, begun with `$ `."""

from __future__ import annotations

import itertools
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass

from .pages import ROOT, Block, blocks, pages_with_commands

PROGRAMS = {
    "scoped-fastapi": [sys.executable, "-m", "scoped_fastapi_check"],
    "mypy": [sys.executable, "-m", "mypy"],
    "ty": [sys.executable, "-m", "ty"],
}

# Where packages are installed differs from one machine to the next.
INSTALLED = re.compile(r'[^"\s]*/site-packages')
SHOWN = ".venv/lib/python3.12/site-packages"
FORGOTTEN = {"FORCE_COLOR", "COLUMNS"}


def _is_variable(word: str) -> bool:
    return word.partition("=")[0].isupper() and "=" in word


@dataclass(frozen=True)
class Command:
    """A block, and the command on its first line."""

    block: Block

    @property
    def line(self) -> str:
        """The command as a user types it, from the root of the repository."""
        return self.block.text.partition("\n")[0].removeprefix("$ ")

    def shown(self) -> str:
        """The block as it has to be today."""
        words = shlex.split(self.line)
        # `NAME=VALUE` before a command is a variable, as in a shell.
        variables = dict(word.split("=", 1) for word in itertools.takewhile(_is_variable, words))
        program, *arguments = words[len(variables) :]
        kept = {name: value for name, value in os.environ.items() if name not in FORGOTTEN}
        finished = subprocess.run(
            [*PROGRAMS[program], *arguments],
            cwd=ROOT,
            env={**kept, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
        # What goes to stderr is shown where there is nothing else.
        printed = INSTALLED.sub(SHOWN, finished.stdout or finished.stderr)
        lines = [f"$ {self.line}", *(line.rstrip() for line in printed.splitlines())]
        return "\n".join([*lines, ""])


def commands() -> list[Command]:
    """The commands of all pages, and of the README."""
    return [
        Command(block)
        for page in pages_with_commands()
        for block in blocks(page)
        if block.language == "console"
    ]
