"""What `check` was asked for and says nothing about: silenced files, routes that were not followed."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import scoped_fastapi_check
from scoped_fastapi_check.application.validity import ViewDigests, unfollowed_in
from scoped_fastapi_check.diagnostics.skipped import Skipped, not_followed, silent
from scoped_fastapi_check.diagnostics.suppressions import Silenced
from scoped_fastapi_check.project.documents import read_bytes
from scoped_fastapi_check.project.fingerprints import digest_of_sources
from scoped_fastapi_check.project.source_file import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from scoped_fastapi_check.project.missing_packages import MissingPackages
    from scoped_fastapi_check.project.source_file import Source

__all__ = ["left_out"]

# To read all comments of all files would take long.
_MAY_SILENCE: Final = re.compile(rb"#\s*(?:type:\s*ignore|mypy:.*ignore[-_]errors)")


def left_out(
    sources: Sequence[Source], cache: Path | None, missing: MissingPackages
) -> list[Skipped]:
    """What is left out of the files that were checked; `cache` is where results are kept."""
    speaking = [source for source in sources if source.speaks and not source.is_empty]
    files = [source.path for source in speaking]
    return [*silent(_silenced(speaking)), *not_followed(_unfollowed(files, cache, missing))]


def _silenced(sources: Sequence[Source]) -> Iterator[tuple[Path, int, str]]:
    for source in sources:
        # A file that has gone, or is another one by now, silences nothing that anybody could look at.
        with suppress(OSError, SyntaxError, ValueError, LookupError):
            if (comment := _silencing(source.path, source.digest)) is not None:
                yield source.path, *comment


# Between two checks hardly a file has changed.
@lru_cache(maxsize=16_384)
def _silencing(path: Path, digest: str) -> tuple[int, str] | None:
    """The comment that silences a file with a text of this digest."""
    del digest
    data = read_bytes(path)
    if _MAY_SILENCE.search(data) is None:
        return None
    return Silenced(decoded(data)).silent_by


def _unfollowed(
    files: Sequence[Path], cache: Path | None, missing: MissingPackages
) -> Iterator[tuple[Path, int, str]]:
    """The registrations in these files; the map knows those of the whole project."""
    if cache is None:
        # The cache knows as long as no file changes, and then the map is not needed.
        from scoped_fastapi_check.application.project_map import map_around

        maps = dict.fromkeys(map(map_around, files))
        found = {place for project in maps for place in unfollowed_in(project)}
    else:
        known = ViewDigests(cache, digest_of_sources(scoped_fastapi_check.__file__))
        found = {place for path in files for place in known.unfollowed(str(path))}
        known.save()
    by_name = {str(path): path for path in files}
    for name, line, reason, package in found:
        path = by_name.get(name)
        if path is not None and (not package or package in missing.of(path)):
            yield path, line, f"{reason}, which is not installed" if package else reason
