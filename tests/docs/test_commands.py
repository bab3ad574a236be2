"""What the pages show of the command is what it prints."""

from __future__ import annotations

import pytest

from .commands import Command, commands


@pytest.mark.parametrize("command", commands(), ids=lambda command: command.line)
def test_output(command: Command) -> None:
    assert command.shown() == command.block.text, "see tests/docs/show_messages.py"
