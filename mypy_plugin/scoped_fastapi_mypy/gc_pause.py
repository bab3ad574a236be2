"""Puts Python's search for unreachable objects off while the rules run over a module."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def put_off() -> Generator[None]:
    """No collection in here, as in mypy itself while it reads files.

    The objects of one module are about to be let go of. A collection in the midst of them would
    look through all that mypy has made lately as well, and find next to nothing.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
