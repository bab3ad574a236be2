"""Files of a cache, which are believed only as they were written."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["LostFileError", "read_kept", "write_kept"]

# A cache grows with its project, but what is larger than this is none of ours.
_LARGEST: Final = 200_000_000


class LostFileError(Exception):
    """There is no such file, or it is not as it was written."""


def write_kept(file: Path, document: object) -> None:
    """Write a document as JSON, behind its digest; where that is not possible nothing is written."""
    text = json.dumps(document)
    new = file.with_suffix(f".{os.getpid()}")
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(f"{_digest(text.encode())}\n{text}", encoding="utf-8")
        new.replace(file)


def read_kept(file: Path) -> Any:
    """The document that `write_kept` has written.

    Raises `LostFileError` where a bit of it has changed: a flipped one would be shown as a finding.
    """
    try:
        if file.stat().st_size > _LARGEST:
            raise LostFileError
        digest, _, text = file.read_bytes().partition(b"\n")
        if digest != _digest(text).encode():
            raise LostFileError
        return json.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        raise LostFileError from error


def _digest(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()
