"""Reads a file as far as needed to know whether it can be checked and what it imports."""

from __future__ import annotations

import ast
import hashlib
import io
import re
import sys
import tokenize
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model.dependency_words import may_serve
from scoped_fastapi_check.model.walk import BLOCKS
from scoped_fastapi_check.project.documents import read_bytes
from scoped_fastapi_check.project.required_python import allows, required_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = [
    "Import",
    "Source",
    "decoded",
    "imports_of",
    "is_python",
    "read_source",
    "speaks_of_fastapi",
    "unchecked",
    "unreadable_name",
]


@dataclass(frozen=True)
class Import:
    """`import module`, or `from module import names` with `level` leading dots."""

    module: str
    names: tuple[str, ...] = ()
    level: int = 0
    is_optional: bool = False
    """The file goes on where there is no such module."""


@dataclass(frozen=True)
class Source:
    """A file that is valid Python."""

    path: Path
    imports: tuple[Import, ...]
    is_empty: bool
    """Nothing but comments and docstrings: there is nothing in it to check."""
    speaks: bool = True
    """Whether a word in it may have to do with FastAPI."""
    digest: str = ""
    """A digest of its text."""
    tree: ast.Module | None = field(default=None, compare=False, repr=False)
    """Its syntax, where the rules will need it."""
    may_serve: bool = False
    """Whether routes may depend on what is wrong in it, even if it says nothing of FastAPI."""


# What a module says that works with FastAPI's objects, even if it imports none of them by name.
_WORDS: Final = (
    *(b"fastapi", b"starlette", b"dependency_overrides", b"include_router"),
    *(b"api_route", b"websocket_route", b")("),
)
# A decorator begins its line: to look on from every `@` of a long one would take its length squared. What
# begins with one certain byte is found ten times as fast.
_REGISTRATION: Final = re.compile(
    rb"\n[ \t\f]*@[^\n]*\.(?:get|put|post|delete|options|head|patch|trace|websocket)\s*\("
)
# What handlers are about: modules with such classes are looked into wherever a route names one.
_OF_MODELS: Final = (b"pydantic", b"sqlmodel", b"sqlalchemy", b"@dataclass")


def speaks_of_fastapi(data: bytes) -> bool:
    """Whether a text has a word that may have to do with FastAPI."""
    if any(word in data for word in _WORDS):
        return True
    return _REGISTRATION.search(b"\n" + data.replace(b"\r", b"\n")) is not None


def unchecked(path: Path, line: int, column: int, reason: str) -> Diagnostic:
    """Diagnostic that `path` was left out, and why."""
    return Diagnostic(None, line, column, f"{reason}; the file was not checked", path=path)


def unreadable_name(path: Path) -> Diagnostic | None:
    """The report on a file of which no checker can be told, because its name is no text."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return unchecked(path, 1, 1, "has a name that is not UTF-8")
    return None


def read_source(path: Path) -> Source | Diagnostic:
    """Read and parse `path`; the answer is a report where that is not possible."""
    if (refused := unreadable_name(path)) is not None:
        return refused
    try:
        data = read_bytes(path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return unchecked(path, 1, 1, f"cannot be read: {reason[:1].lower()}{reason[1:]}")
    if b"\0" in data:
        line = data[: data.index(b"\0")].count(b"\n") + 1
        return unchecked(path, line, 1, "holds null bytes, which Python refuses")
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    except SyntaxError as error:
        if not str(error.msg).startswith("invalid or missing"):
            return unchecked(path, 1, 1, f"cannot be decoded: {error.msg}")
        # No encoding is declared, and the first lines are not UTF-8: the next step says where.
        encoding = "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        name = "UTF-8" if encoding.startswith("utf-8") else encoding
        return unchecked(path, line, 1, f"is not {name}: {error.reason}")
    except Exception as error:
        # A declared encoding that is none of text (`rot13`), or fails in a way of its own.
        return unchecked(path, 1, 1, f"cannot be decoded as {encoding}: {error}")
    return _parse(path, text, data)


def _parse(path: Path, text: str, data: bytes) -> Source | Diagnostic:
    try:
        with warnings.catch_warnings():
            # An invalid escape sequence is worth a warning, but not one of ours.
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except SyntaxError as error:
        reason = f"syntax error: {error.msg} ({_python(path)})"
        return unchecked(path, error.lineno or 1, error.offset or 1, reason)
    except (MemoryError, RecursionError):
        return unchecked(path, 1, 1, "is nested too deeply for Python's parser")
    is_empty = all(
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) for node in tree.body
    )
    imports = tuple(dict.fromkeys(_imports(tree.body)))
    speaks = speaks_of_fastapi(data)
    digest = hashlib.sha256(data).hexdigest()
    serves = may_serve(data)
    # To keep those of all files would take too much memory.
    kept = tree if speaks or serves or any(word in data for word in _OF_MODELS) else None
    return Source(path, imports, is_empty, speaks, digest, kept, serves)


def _python(path: Path) -> str:
    """Say which Python has read `path`; for a newer one, or an older one, it may be right."""
    running = sys.version_info[:2]
    said = f"in Python {running[0]}.{running[1]}, which runs this command"
    required = required_of(path)
    if required is None or allows(required, running):
        return said
    return f"{said}; the project requires Python {required}, so run it with one of those"


_MISSING: Final = frozenset({"ImportError", "ModuleNotFoundError", "Exception", "BaseException"})


def _imports(body: Iterable[ast.AST]) -> Iterator[Import]:
    """Find all imports without looking into expressions, which hold none and are most nodes."""
    # A long chain of `elif` is as deep as it is long: no recursion here.
    waiting = [(body, False)]
    while waiting:
        block, is_optional = waiting.pop()
        for node in block:
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield Import(alias.name, is_optional=is_optional)
            elif isinstance(node, ast.ImportFrom):
                names = tuple(alias.name for alias in node.names)
                yield Import(node.module or "", names, node.level, is_optional)
            elif blocks := BLOCKS.get(node.__class__):
                is_caught = isinstance(node, ast.Try) and _outlives_imports(node)
                waiting += [(getattr(node, name), is_optional or is_caught) for name in blocks]


def imports_of(data: bytes) -> tuple[Import, ...]:
    """All imports of a file that Python can read."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return tuple(dict.fromkeys(_imports(ast.parse(data).body)))


def _outlives_imports(node: ast.Try) -> bool:
    """Whether an import that fails is caught."""
    for handler in node.handlers:
        kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
        for kind in kinds:
            if kind is None or (isinstance(kind, ast.Name) and kind.id in _MISSING):
                return True
    return False


def is_python(text: str) -> bool:
    """Whether Python can read a text."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def decoded(data: bytes) -> str:
    """The text of a file that Python can read."""
    encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    return data.decode(encoding)
