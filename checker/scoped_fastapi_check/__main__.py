"""The entry point of the command `scoped-fastapi` and of `python -m scoped_fastapi_check`."""

from __future__ import annotations

# Built in, or loaded already: nothing else may be imported before the next lines.
import os
import sys

if __name__ == "__main__" and not sys.flags.safe_path and sys.path[0] == os.getcwd():
    # `python -m` puts the current folder first: its `click.py` is not the library.
    del sys.path[0]

import signal

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    # Ctrl-C while all the rest is imported; there is nothing to end yet.
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))

import gc
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from types import FrameType

__all__ = ["main"]


def main() -> NoReturn:
    """Run the command."""
    # Syntax trees stay to the end, and to look through them for garbage again and again would take as
    # long as the rules do.
    gc.disable()
    try:
        from scoped_fastapi_check.cli.last_resort import run
        from scoped_fastapi_check.cli.main import program
    except ModuleNotFoundError as error:
        if error.name not in {"click", "rich"}:
            raise
        print(
            f"error: {error.name} is not installed; run: pip install 'scoped-fastapi[check]'",
            file=sys.stderr,
        )
        sys.exit(2)
    # Ended from outside, it has to stop the checker and to remove temporary files, too.
    for name in ("SIGTERM", "SIGHUP"):
        if (number := getattr(signal, name, None)) is not None:
            signal.signal(number, _terminate)
    status = run(program)
    # Nor at the end, when everything goes.
    gc.freeze()
    sys.exit(status)


def _terminate(number: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)


if __name__ == "__main__":
    main()
