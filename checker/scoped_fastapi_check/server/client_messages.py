"""What a client sends, with headers that pygls knows: it wants them in one of the ways to write them.

What it does not know it passes over, and takes the message behind it for headers, for ever.
"""

from __future__ import annotations

import io
import re
from typing import Final, TextIO

__all__ = ["ClientMessages"]

_LENGTH: Final = re.compile(rb"content-length[ \t]*:[ \t]*(\d+)[ \t]*\r?\n", re.IGNORECASE)


class ClientMessages(io.BufferedReader):
    """The messages on a stream."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(io.FileIO(stream.fileno(), closefd=False))

    def readline(self, size: int | None = -1, /) -> bytes:
        """Read a line of headers; bodies are not read by lines."""
        line = super().readline(size)
        found = _LENGTH.fullmatch(line)
        return line if found is None else b"Content-Length: %s\r\n" % found[1]
