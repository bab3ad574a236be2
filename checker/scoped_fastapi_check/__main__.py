"""The entry point of the command `scoped-fastapi` and of `python -m scoped_fastapi_check`."""

from __future__ import annotations

import gc
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from types import FrameType

__all__ = ["main"]


def main() -> None:
    """Run the command."""
    # Syntax trees stay to the end, and to look through them for garbage again and again would take as
    # long as the rules do.
    gc.disable()
    try:
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
    try:
        program.main(prog_name="scoped-fastapi")
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        # Nor at the end, when everything goes.
        gc.freeze()


def _terminate(number: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)


if __name__ == "__main__":
    main()
