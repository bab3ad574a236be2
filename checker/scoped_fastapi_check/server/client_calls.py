"""What tests ask an application for, and what they put in the place of its dependencies."""

from __future__ import annotations

import ast
import os
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from scoped_fastapi_check.application import framework
from scoped_fastapi_check.application.views import is_test
from scoped_fastapi_check.project.documents import read_bytes
from scoped_fastapi_check.server.atlas import ClientCall, Override, Place
from scoped_fastapi_check.server.path_tree import ANYTHING
from scoped_fastapi_check.server.source_lines import lines_beyond_ascii, place_on

__all__ = ["REQUESTS", "TestFiles", "asked_path", "method_of"]

REQUESTS: Final = framework.VERBS | {"request", "stream", "websocket_connect"}
"""The methods of clients that take a path."""

_CLIENTS: Final = re.compile(rb"TestClient|AsyncClient|dependency_overrides")
_SERVER: Final = re.compile(r"[a-z]+://[^/?#]*")


class TestFiles:
    """The calls and overrides in the files of a project; what does not change is read once."""

    __test__ = False  # For pytest, which looks at the name.

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, list[ClientCall], list[Override]]] = {}

    def read(self, top: str, stamps: dict[str, str]) -> tuple[list[ClientCall], list[Override]]:
        """What stands in the files that have these stamps."""
        for path in self._known.keys() - stamps.keys():
            del self._known[path]
        calls: list[ClientCall] = []
        overrides: list[Override] = []
        for path, stamp in stamps.items():
            known = self._known.get(path)
            if known is None or known[0] != stamp:
                known = self._known[path] = (stamp, *_read(path, top))
            calls += known[1]
            overrides += known[2]
        return calls, overrides


def _read(path: str, top: str) -> tuple[list[ClientCall], list[Override]]:
    try:
        data = read_bytes(Path(path))
        if not is_test(os.path.relpath(path, top)) and _CLIENTS.search(data) is None:
            return [], []
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(data)
        lines = lines_beyond_ascii(data)
        return list(_calls(tree, path, lines)), list(_overrides(tree, path, lines))
    except (OSError, SyntaxError, ValueError, LookupError, RecursionError, MemoryError):
        return [], []


def method_of(name: str, first: str | None) -> str | None:
    """The method that a call of a client uses; None where only the program knows."""
    if name in framework.VERBS:
        return name.upper()
    if name == "websocket_connect":
        return "WEBSOCKET"
    return None if first is None else first.upper()


def asked_path(text: str) -> str | None:
    """The path in what a client is given, None where that is no path."""
    text = _SERVER.sub("", text, count=1) if _SERVER.match(text) else text
    text = re.split(r"[?#]", text, maxsplit=1)[0]
    return text if text.startswith("/") else None


def _calls(tree: ast.Module, path: str, lines: list[str]) -> Iterator[ClientCall]:
    registered = {
        id(decorator)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for decorator in node.decorator_list
    }
    for node in ast.walk(tree):
        if (
            not isinstance(node, ast.Call)
            or not isinstance(node.func, ast.Attribute)
            or node.func.attr not in REQUESTS
            or id(node) in registered
        ):
            continue
        name, method = node.func.attr, None
        given = _argument(node, 1 if name in {"request", "stream"} else 0, "url")
        if name in {"request", "stream"}:
            first = _argument(node, 0, "method")
            method = _text(first) if first is not None else None
        text = None if given is None else _text(given)
        asked = None if text is None else asked_path(text)
        if given is not None and asked is not None:
            yield ClientCall(method_of(name, method), asked, _place(given, path, lines))


def _argument(node: ast.Call, position: int, keyword: str) -> ast.expr | None:
    if len(node.args) > position:
        return node.args[position]
    return next((one.value for one in node.keywords if one.arg == keyword), None)


def _text(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = [
            str(part.value) if isinstance(part, ast.Constant) else ANYTHING for part in node.values
        ]
        return "".join(parts)
    return None


def _place(node: ast.expr, path: str, lines: list[str]) -> Place:
    is_one_line = node.end_lineno == node.lineno and node.end_col_offset is not None
    length = node.end_col_offset - node.col_offset if is_one_line and node.end_col_offset else 1
    return place_on(lines, path, node.lineno, node.col_offset, length)


def _overrides(tree: ast.Module, path: str, lines: list[str]) -> Iterator[Override]:
    for node in ast.walk(tree):
        pairs: list[tuple[ast.expr, ast.expr]] = []
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target = node.targets[0]
            if isinstance(target, ast.Subscript) and _is_table(target.value):
                pairs = [(target.slice, node.value)]
            elif _is_table(target):
                pairs = list(_items(node.value))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            arguments = node.args
            if node.func.attr == "update" and _is_table(node.func.value) and arguments:
                pairs = list(_items(arguments[0]))
            elif node.func.attr == "setitem" and len(arguments) == 3 and _is_table(arguments[0]):
                pairs = [(arguments[1], arguments[2])]
        for original, override in pairs:
            if (name := _dotted(original)) is not None:
                yield Override(name, _dotted(override), _place(original, path, lines))


def _is_table(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "dependency_overrides"


def _items(node: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if key is not None:
                yield key, value


def _dotted(node: ast.expr) -> str | None:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        inner = _dotted(node.value)
        return None if inner is None else f"{inner}.{node.attr}"
    return None
