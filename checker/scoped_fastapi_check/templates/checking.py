"""What is wrong with the URLs in the templates of a project."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.application.project_map import map_around
from scoped_fastapi_check.diagnostics.codes import URL_FOR
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.diagnostics.escaping import visible
from scoped_fastapi_check.project.documents import read_bytes
from scoped_fastapi_check.project.walking import walk
from scoped_fastapi_check.rules.url_for.mistakes import mistake
from scoped_fastapi_check.templates.folders import WORD, template_folders
from scoped_fastapi_check.templates.reading import can_read, ignored_lines, url_calls

if TYPE_CHECKING:
    from scoped_fastapi_check.diagnostics.selection import Selection
    from scoped_fastapi_check.model.route_facts import NamedRoute

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


def check_templates(sources: Sequence[Path], top: Path, selection: Selection) -> Templates:
    """Look at the templates that these modules of a project use."""
    result = Templates()
    using = [path for path in sources if WORD in _read(path)]
    if not using or not can_read():
        return result
    if any(word in _read(path) for path in sources for word in _OWN):
        return result
    for path in using:
        folders = template_folders(path, top)
        names = map_around(path).urls(str(path)).names if folders else None
        if names is None:
            continue
        for file in _files(folders):
            if file not in result.checked and URL_FOR.name in selection.of(file):
                result.checked.add(file)
                result.found += _check(file, names)
    return result


def _read(path: Path) -> bytes:
    try:
        return read_bytes(path)
    except OSError:
        return b""


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


def _check(file: Path, names: Sequence[NamedRoute]) -> Iterator[Diagnostic]:
    try:
        text = read_bytes(file).decode()
    except (OSError, UnicodeDecodeError):
        return  # A picture, a folder.
    calls = url_calls(text)
    if not calls:
        return
    ignored, is_all = ignored_lines(text, URL_FOR.name)
    for call in calls:
        found = mistake(call.name, call.parameters, names)
        if found is not None and not is_all and call.line not in ignored:
            message, note = visible(found.message), visible(found.note)
            yield Diagnostic(URL_FOR, call.line, call.column, message, note, path=file)
