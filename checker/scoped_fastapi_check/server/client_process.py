"""Tells when the editor is gone: one that was killed may leave our pipes open in other processes."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import Final

__all__ = ["is_alive", "until_gone"]

_SECONDS: Final = 2.0
_SYNCHRONIZE: Final = 0x00100000
_TIMEOUT: Final = 0x00000102


def is_alive(process: int) -> bool:
    """Whether a process runs."""
    if process <= 0:
        return False
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(_SYNCHRONIZE, False, process)
        if not handle:
            return False
        try:
            return bool(kernel.WaitForSingleObject(handle, 0) == _TIMEOUT)
        finally:
            kernel.CloseHandle(handle)
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # It is somebody else's, and runs.
        return True
    return True


async def until_gone(process: int | None, seconds: float = _SECONDS) -> None:
    """Wait until a process is gone: for ever, where it cannot be seen from here at all.

    An editor may name a process of another machine, or of the other side of a container.
    """
    if process is None or not is_alive(process):
        await asyncio.Event().wait()
        return
    loop = asyncio.get_running_loop()
    gone = loop.create_future()

    def look() -> None:
        """Look from time to time: no system tells of the end of a process that is no child."""
        if is_alive(process):
            loop.call_later(seconds, look)
        elif not gone.done():
            gone.set_result(None)

    look()
    await gone
