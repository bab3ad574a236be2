"""The entry point of the command `scoped-fastapi` and of `python -m scoped_fastapi_check`."""

# Nothing may be imported before the next lines that is not built in or loaded already: Ctrl-C has an answer
# from here on, and the folder that `python -m` puts first is not to be imported from.
import os
import sys


def _end_at_once(_number: int, _frame: object) -> None:
    os._exit(130)


_signal = __import__("_signal")  # `signal` is a file, and imports more of them.
if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
    # While all the rest is imported there is nothing to end yet.
    _signal.signal(_signal.SIGINT, _end_at_once)

if __name__ == "__main__" and not sys.flags.safe_path and sys.path[0] == os.getcwd():
    # The `click.py` of the current folder is not the library.
    del sys.path[0]

__all__ = ["main"]


def main() -> None:
    """Run the command."""
    import gc
    import signal

    _read_names_as_text()

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


def _read_names_as_text() -> None:
    """Start again in Python's UTF-8 mode where names of files would be read as ASCII.

    `LC_ALL=C PYTHONUTF8=0` has it so: no checker could be told of a `café.py`. What is started from here
    reads names in the same way.
    """
    if sys.getfilesystemencoding() == "utf-8" or sys.flags.utf8_mode:
        return
    os.environ["PYTHONUTF8"] = "1"
    os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def _terminate(number: int, _frame: object) -> None:
    sys.exit(128 + number)


if __name__ == "__main__":
    main()
