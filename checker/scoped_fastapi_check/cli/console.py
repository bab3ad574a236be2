"""What is said besides the results, on stderr, and the two streams themselves."""

from __future__ import annotations

import sys
from contextlib import contextmanager, nullcontext, suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING

from rich.console import Console
from rich.measure import Measurement
from rich.text import Text

from scoped_fastapi_check.cli.last_resort import OutputError
from scoped_fastapi_check.diagnostics.escaping import harmless, harmless_line, visible

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from contextlib import AbstractContextManager

    from rich.status import Status
    from rich.table import Table

__all__ = ["Terminal"]

WIDEST = 10_000


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Let whoever prints find out; rich ends with a status that means something else here."""
        raise BrokenPipeError


class Terminal:
    """Writes results to stdout, and everything else to stderr."""

    def __init__(self) -> None:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                # A path can hold what the terminal's encoding cannot.
                stream.reconfigure(errors="backslashreplace")
        self._out = _Console(highlight=False, soft_wrap=True)
        self._err = _Console(stderr=True, highlight=False, soft_wrap=True)
        self._status: Status | None = None

    def working(self) -> AbstractContextManager[object]:
        """Show that something goes on, on a terminal."""
        if not sys.stderr.isatty():
            return nullcontext()
        self._status = self._err.status("")
        return self._status

    def progress(self, message: str) -> None:
        """Tell what is going on."""
        if self._status is not None:
            with suppress(OSError):
                self._status.update(Text(visible(message)))

    def say(self, message: str) -> None:
        """Tell something that is no result."""
        self._print(Text(visible(message)), self._err)

    def hint(self, message: str) -> None:
        """Tell what could be done next, to somebody who sits there."""
        if message and sys.stderr.isatty():
            self._print(Text(visible(message), "dim"), self._err)

    def warn(self, message: str) -> None:
        """Tell what may have made the result incomplete."""
        text = Text.assemble(("warning", "bold yellow"), f": {visible(message)}")
        self._print(text, self._err)

    def fail(self, message: str) -> None:
        """Tell why there is no result."""
        text = Text.assemble(("error", "bold red"), f": {visible(message)}")
        self._print(text, self._err)

    def show(self, lines: Iterable[Text], *, beside: bool = False) -> None:
        """Print lines of the result, or lines `beside` it."""
        console = self._err if beside else self._out
        for line in lines:
            # What makes lines escapes what it puts into them, so that carets and links stay right; what
            # is forgotten there is caught here.
            plain = harmless_line(line.plain)
            self._print(line if plain == line.plain else Text(plain), console)

    def show_table(self, table: Table) -> None:
        """Print a table, as wide as it needs to be where it does not go to a terminal."""
        if not self._out.is_terminal:
            options = self._out.options.update(max_width=WIDEST)
            self._out.width = Measurement.get(self._out, options, table).maximum
        with _written():
            self._out.print(table, soft_wrap=False)

    def show_markdown(self, page: str) -> None:
        """Print a page; where it does not go to a terminal, as it is written."""
        if not self._out.is_terminal:
            self.write(page.rstrip("\n"))
            return
        # Slow to import, and needed here only.
        from rich.markdown import Markdown

        with _written():
            self._out.print(Markdown(page), soft_wrap=False)

    def clear(self) -> None:
        """Begin with an empty screen, where there is one."""
        if self._out.is_terminal:
            with _written():
                self._out.clear()

    def write(self, document: str) -> None:
        """Print what a program is going to read, as it is."""
        if document:
            with _written():
                # At once: who has gone is to be told nothing else.
                print(harmless(document), flush=True)

    def _print(self, line: Text, console: Console) -> None:
        if console is self._err:
            # Who cannot hear it learns from the exit status.
            with suppress(OSError):
                console.print(line)
        else:
            with _written():
                console.print(line)


@contextmanager
def _written() -> Generator[None]:
    """Write to stdout: what cannot be written is no result."""
    try:
        yield
    except OSError as error:
        raise OutputError(error) from error
