"""The folders in which the `Jinja2Templates` of a module find their templates, as far as it says so."""

from __future__ import annotations

import ast
import os
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from scoped_fastapi_check.project.documents import read_bytes

__all__ = ["WORD", "template_folders"]

WORD: Final = b"Jinja2Templates"


def template_folders(path: Path, top: Path) -> list[Path]:
    """The folders that a module names: below itself, or the folder in which the application is started."""
    try:
        data = read_bytes(path)
        if WORD not in data:
            return []
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(data)
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    named = {
        target.id: statement.value
        for statement in tree.body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    }
    found: list[Path] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(WORD.decode()):
            for written in _directories(node, named):
                folder = _existing(written, path, top)
                if folder is not None:
                    found.append(folder)
    return list(dict.fromkeys(found))


def _directories(call: ast.Call, named: dict[str, ast.expr]) -> Iterator[str]:
    given = [word.value for word in call.keywords if word.arg == "directory"] + call.args[:1]
    for node in given:
        parts = node.elts if isinstance(node, ast.List | ast.Tuple) else [node]
        for part in parts:
            text = _text(part, named, 0)
            if text:
                yield text


def _text(node: ast.expr, named: dict[str, ast.expr], depth: int) -> str:
    """What a path ends with that is written out: `BASE / "templates"`, `join(here, "templates")`."""
    if depth > len(named) + 10:
        return ""
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.Name(id=name) if name in named:
            return _text(named[name], named, depth + 1)
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            last, first = _text(right, named, depth + 1), _text(left, named, depth + 1)
            return f"{first}/{last}" if first and last else last
        case ast.Call(func=func, args=[*_, last]) if _joins(func):
            return _text(last, named, depth + 1)
        case _:
            return ""


def _joins(func: ast.expr) -> bool:
    name = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
    return name in {"Path", "join", "str", "joinpath"}


def _existing(written: str, path: Path, top: Path) -> Path | None:
    """The only folder of that name above a module: which one is meant depends on where one starts."""
    if Path(written).is_absolute():
        return None
    found: list[Path] = []
    for base in path.parents:
        folder = base / written
        if os.path.isdir(folder) and folder.resolve().is_relative_to(top.resolve()):
            found.append(folder)
        if base == top:
            break
    return found[0] if len(found) == 1 else None
