"""What files import, by their contents: a file that was read before need not be parsed again."""

from __future__ import annotations

import contextlib
import hashlib
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import scoped_fastapi_check
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.project.documents import read_bytes, stamp
from scoped_fastapi_check.project.fingerprints import digest_of_sources
from scoped_fastapi_check.project.kept_files import LostFileError, read_kept, write_kept
from scoped_fastapi_check.project.source_file import (
    Import,
    Source,
    read_source,
    unchecked,
    unreadable_name,
)

__all__ = ["ParseCache"]


class ParseCache:
    """Reads files; what it knows stays with it, and in a folder if there is one."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._by_path: dict[Path, tuple[str, Source | Diagnostic]] = {}
        self._by_digest: dict[str, Source] = {}
        self._is_changed = False
        self._version = f"{digest_of_sources(scoped_fastapi_check.__file__)} {sys.version}"
        if folder is not None:
            with contextlib.suppress(
                LostFileError, ValueError, KeyError, TypeError, AttributeError
            ):
                self._by_digest = dict(_read(read_kept(self._file(folder)), self._version))

    def read(self, path: Path) -> Source | Diagnostic:
        """Read a file as far as needed to know what it imports."""
        now = stamp(path)
        known = self._by_path.get(path)
        if known is None or not now or known[0] != now:
            known = self._by_path[path] = (now, self._read(path))
        return known[1]

    def save(self) -> None:
        """Write what is known of the files that were read."""
        if self._folder is None or not self._is_changed:
            return
        read = {
            source.digest: source
            for _, source in self._by_path.values()
            if isinstance(source, Source)
        }
        document = {
            "version": self._version,
            "sources": {digest: _written(source) for digest, source in read.items()},
        }
        write_kept(self._file(self._folder), document)
        self._is_changed = False

    def _read(self, path: Path) -> Source | Diagnostic:
        if (refused := unreadable_name(path)) is not None:
            return refused  # What is in it may be known from another file.
        try:
            digest = hashlib.sha256(read_bytes(path)).hexdigest()
        except (OSError, ValueError):
            digest = ""
        if (known := self._by_digest.get(digest)) is not None:
            return replace(known, path=path, tree=None)
        try:
            source = read_source(path)
        except Exception as error:  # One file's trouble is that file's.
            said = f"cannot be read: {type(error).__name__}: {error}"
            return unchecked(path, 1, 1, said)
        if isinstance(source, Source):
            self._by_digest[source.digest] = source
            self._is_changed = True
        return source

    def _file(self, folder: Path) -> Path:
        return folder / "sources.json"


def _written(source: Source) -> list[Any]:
    imports = [
        [imported.module, imported.names, imported.level, imported.is_optional]
        for imported in source.imports
    ]
    return [imports, source.is_empty, source.speaks, source.may_serve]


def _read(document: Any, version: str) -> Iterator[tuple[str, Source]]:
    if document["version"] != version:
        return
    for digest, (imports, is_empty, speaks, serves) in document["sources"].items():
        found = tuple(
            Import(module, tuple(names), level, is_optional)
            for module, names, level, is_optional in imports
        )
        yield digest, Source(Path(), found, is_empty, speaks, digest, may_serve=serves)
