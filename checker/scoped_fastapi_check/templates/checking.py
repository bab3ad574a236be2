"""What is wrong with the URLs in the templates of a project."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from scoped_fastapi_check.diagnostics.codes import URL_FOR
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.diagnostics.escaping import visible
from scoped_fastapi_check.diagnostics.filtering import FileCheck, reported
from scoped_fastapi_check.project.documents import read_bytes
from scoped_fastapi_check.project.walking import walk
from scoped_fastapi_check.templates.folders import WORD, template_folders
from scoped_fastapi_check.templates.reading import can_read, ignore_comments, url_calls

if TYPE_CHECKING:
    from scoped_fastapi_check.diagnostics.selection import Selection
    from scoped_fastapi_check.model.route_facts import NamedRoute
    from scoped_fastapi_check.project.source_file import Source
    from scoped_fastapi_check.templates.reading import UrlCall

__all__ = ["Templates", "check_templates"]

# A folder with more files than this holds something else, too.
_MOST_FILES: Final = 5_000
# Who gives the word to templates himself says it in one of these ways; Flask has one of its own.
_OWN: Final = (b'"url_for"', b"'url_for'", b"url_for=", b"Flask(")


@dataclass
class Templates:
    """The templates that were looked at, and what was found in them."""

    checked: set[Path] = field(default_factory=set[Path])
    found: list[Diagnostic] = field(default_factory=list[Diagnostic])


def check_templates(sources: Sequence[Source], top: Path, selection: Selection) -> Templates:
    """Look at the templates that these modules of a project use."""
    result = Templates()
    words = {source.path: _words(source.path, source.digest) for source in sources}
    using = [path for path, has in words.items() if has.name]
    if not using or not can_read() or any(has.own for has in words.values()):
        return result
    # What reads an application is not imported where none has templates.
    from scoped_fastapi_check.application.project_map import map_around

    for path in using:
        folders = template_folders(path, top)
        names = map_around(path).urls(str(path)).outer_names if folders else None
        if names is None:
            continue
        for file in _files(folders):
            on = selection.of(file)
            if file not in result.checked and URL_FOR.name in on:
                result.checked.add(file)
                result.found += _check(file, names, on)
    return result


class _Words(NamedTuple):
    """Whether a module has a word for templates, and one that gives them a meaning of their own."""

    name: bool
    own: bool


# Between two checks hardly a module has changed.
@lru_cache(maxsize=16_384)
def _words(path: Path, digest: str) -> _Words:
    """Which words a module has, with a text of this digest."""
    del digest
    try:
        data = read_bytes(path)
    except OSError:
        data = b""
    return _Words(WORD in data, any(word in data for word in _OWN))


def _files(folders: Collection[Path]) -> Iterator[Path]:
    for folder in folders:
        files = [
            Path(parent, name)
            for parent, _, names in walk(folder)
            for name in names
            if not name.endswith((".py", ".pyi"))
        ]
        if len(files) <= _MOST_FILES:
            yield from sorted(files)


def _check(file: Path, names: Sequence[NamedRoute], on: frozenset[str]) -> list[Diagnostic]:
    try:
        text = read_bytes(file).decode()
    except (OSError, UnicodeDecodeError):
        return []  # A picture, a folder.
    calls = url_calls(text)
    if calls is None:
        return []
    checked = FileCheck(text, on, comments_in=ignore_comments)
    return [one.inside(file) for one in reported(_mistakes(calls, names), checked)]


def _mistakes(calls: Sequence[UrlCall], names: Sequence[NamedRoute]) -> Iterator[Diagnostic]:
    from scoped_fastapi_check.rules.url_for.mistakes import mistake

    for call in calls:
        found = mistake(call.name, call.parameters, names)
        if found is not None:
            message, note = visible(found.message), visible(found.note)
            yield Diagnostic(URL_FOR, call.line, call.column, message, note)
