"""The application map of a project, read once and again when files change."""

from __future__ import annotations

import ast
import os
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from scoped_fastapi_check.application.build import build
from scoped_fastapi_check.application.files import ProjectFiles, files_around, files_below, parsed
from scoped_fastapi_check.application.machine import Machine
from scoped_fastapi_check.application.modules import Modules
from scoped_fastapi_check.application.slices import sliced
from scoped_fastapi_check.application.urls import urls_of
from scoped_fastapi_check.application.views import views
from scoped_fastapi_check.model.route_facts import NOTHING, ModuleView, UrlFacts
from scoped_fastapi_check.project.documents import read_bytes

__all__ = ["ProjectMap", "concerns", "map_around", "map_below"]

_WORDS: Final = re.compile(
    rb"fastapi|starlette|[Rr]outer|APIRoute|api_route|websocket_route|\bapp\."
    rb"|_app\(|\(app[,)]|^app(?:lication)?\s*[:=]",
    re.MULTILINE,
)
# To look for texts is ten times as fast as to look for a pattern, and most files hold none of them.
_PARTS: Final = (
    *(b"fastapi", b"starlette", b"oute", b"app."),
    # What calls a factory, or hands an application on, need not name its class.
    *(b"_app(", b"(app)", b"(app,", b"\napp", b"\napplication"),
)

_END: Final = re.compile(r", end_col_offset=\d+")


def concerns(data: bytes) -> bool:
    """Whether importing a module with this text may register something."""
    return any(part in data for part in _PARTS) and _WORDS.search(data) is not None


_URL_WORDS: Final = (b"url_for", b"url_path_for", b"tokenUrl")


@dataclass(eq=False, slots=True)
class _File:
    """What is known of a file: of most it is enough that they do not matter."""

    stamp: str
    concerns: bool
    tree: ast.Module | None = None
    is_read: bool = False
    shape: str = ""
    """What is to be seen of the tree, and where; once somebody has asked for it."""

    def has_shape_of(self, tree: ast.Module | None) -> bool:
        """Whether another tree of the file says the same, at the same places."""
        if tree is None or self.tree is None:
            return False
        self.shape = self.shape or _shape(self.tree)
        return self.shape == _shape(tree)


@dataclass(eq=False, slots=True)
class ProjectMap:
    """The map of the files below one folder."""

    files: ProjectFiles
    _known: dict[str, _File] = field(default_factory=dict[str, _File])
    _state: str = ""
    _machine: Machine | None = None
    _failure: Exception | None = None
    """Why the map cannot be made of the files as they are, which is a bug of ours."""
    _views: dict[str, ModuleView] | None = None
    _urls: dict[str, UrlFacts] = field(default_factory=dict[str, UrlFacts])

    @property
    def machine(self) -> Machine:
        """What the modules make of FastAPI together."""
        if self.files.state != self._state:
            self._state = self.files.state
            if self._machine is not None and self._is_same():
                return self._machine
            self._machine = self._views = self._failure = None
            self._urls = {}
            self._known = {
                path: known
                if (known := self._known.get(path)) is not None and known.stamp == now
                else _File(now, _concerns(path))
                for path, now in self.files.stamps.items()
            }
        if self._machine is None:
            self._machine = self._built()
        return self._machine

    def _built(self) -> Machine:
        # Each rule asks for each file: what takes a minute to break down does so once.
        if self._failure is not None:
            raise self._failure
        modules = Modules(self.files.top, self._known, self._tree, self._concerns)
        try:
            return build(modules)
        except Exception as error:
            self._failure = error
            raise

    def _is_same(self) -> bool:
        """Whether the files that have changed say of routes what they said: a handler was edited."""
        if self._known.keys() != self.files.stamps.keys():
            return False
        changed = [
            (self._known[path], path, now)
            for path, now in self.files.stamps.items()
            if self._known[path].stamp != now
        ]
        for known, path, _ in changed:
            if known.concerns != _concerns(path):
                return False
            if known.is_read and not known.has_shape_of(_read(path)):
                return False
        for known, _, now in changed:
            known.stamp = now
        return True

    @property
    def broken(self) -> list[Path]:
        """The files that may register something and are no Python, of those that were asked for."""
        return [
            Path(path)
            for path, known in self._known.items()
            if known.is_read and known.concerns and known.tree is None
        ]

    def view(self, path: str) -> ModuleView:
        """What the map says of a module."""
        path = os.path.abspath(path)
        if self.files.state and path not in self.files.stamps:
            return NOTHING  # It is no file of the project: nobody can import it.
        view = self.views().get(path, NOTHING)
        return replace(view, urls=self.urls(path)) if _asks_for_urls(path) else view

    def views(self) -> Mapping[str, ModuleView]:
        """What the map says of each module that has to do with routes."""
        machine = self.machine
        if self._views is None:
            self._views = views(machine, self.files.top)
        return self._views

    def urls(self, path: str) -> UrlFacts:
        """What is known of the URLs of the applications that a module belongs to."""
        path = os.path.abspath(path)
        machine = self.machine
        if path not in self._urls:
            self._urls[path] = urls_of(machine, self.files.top, path)
        return self._urls[path]

    def _concerns(self, path: str) -> bool:
        return path in self._known and self._known[path].concerns

    def _tree(self, path: str) -> ast.Module | None:
        file = self._known[path]
        if not file.is_read:
            file.tree, file.is_read = _read(path), True
        return file.tree


def _concerns(path: str) -> bool:
    try:
        return concerns(read_bytes(Path(path)))
    except OSError:
        return False


def _asks_for_urls(path: str) -> bool:
    try:
        data = read_bytes(Path(path))
    except OSError:
        return False
    return any(word in data for word in _URL_WORDS)


def _read(path: str) -> ast.Module | None:
    try:
        tree = parsed(path) or _parsed(path)
        return sliced(tree)
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _shape(tree: ast.Module) -> str:
    # Where a function ends on its last line matters to nobody, and changes while one types.
    return _END.sub("", ast.dump(tree, include_attributes=True))


def _parsed(path: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(read_bytes(Path(path)))


_MAPS: Final[dict[str, ProjectMap]] = {}


def map_around(path: Path) -> ProjectMap:
    """The map of the project that a file belongs to."""
    return _map(files_around(path))


def map_below(top: Path) -> ProjectMap:
    """The map of all files below a folder."""
    return _map(files_below(str(top)))


def _map(files: ProjectFiles) -> ProjectMap:
    if files.top not in _MAPS:
        _MAPS[files.top] = ProjectMap(files)
    return _MAPS[files.top]
