"""Attributes that a function sets on objects, which their classes do not declare.

`user.permissions = [...]` and `setattr(user, "permissions", [...])` give an object what a response
model may ask for, though no type tells it.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Final

from scoped_fastapi_check.analysis.questions import Lack, Mismatch

_SETTERS: Final = frozenset({"setattr", "vars"})
# They make an object of a model, or fill one, with whatever they are given.
_FILLERS: Final = frozenset(
    {"model_validate", "sqlmodel_update", "from_orm", "parse_obj", "__dict__"}
)


def without_set(mismatches: Sequence[Mismatch], function: ast.AST) -> tuple[Mismatch, ...]:
    """The mismatches that are left once the function has set the attributes that it sets."""
    if any(mismatch.lack is Lack.NONE for mismatch in mismatches):
        mentioned = _mentioned_in(function)
        mismatches = [
            mismatch
            for mismatch in mismatches
            if mismatch.lack is not Lack.NONE
            or not mismatch.path
            or not ({mismatch.path[-1], "**"} & mentioned)
        ]
    if not any(mismatch.lack is Lack.FIELD for mismatch in mismatches):
        return tuple(mismatches)
    names, sets_others = _set_in(function)
    return tuple(
        mismatch
        for mismatch in mismatches
        if mismatch.lack is not Lack.FIELD or not (sets_others or names.intersection(mismatch.path))
    )


def _set_in(function: ast.AST) -> tuple[set[str], bool]:
    """The names of the attributes that are set, and whether others are that nobody names."""
    names = set[str]()
    sets_others = False
    for node in ast.walk(function):
        match node:
            case ast.Attribute(attr="__dict__"):
                sets_others = True
            case ast.Call(func=ast.Attribute(attr="model_copy" | "copy"), keywords=[_, *_]):
                sets_others = True  # `model_copy(update={"author": author})` asks for no field.
            case ast.Attribute(attr=name, ctx=ast.Store()):
                names.add(name)
            case ast.Call(func=ast.Name(id=called), args=args) if called in _SETTERS:
                given = args[1] if len(args) > 1 else None
                if isinstance(given, ast.Constant) and isinstance(given.value, str):
                    names.add(given.value)
                else:
                    sets_others = True
            case _:
                pass
    return names, sets_others


def _mentioned_in(function: ast.AST) -> set[str]:
    """The columns that a function speaks of: it sets them, or asks for rows where they are set.

    `**` is among them where it may fill any of an object.
    """
    names = set[str]()
    for node in ast.walk(function):
        match node:
            case ast.Attribute(attr=name) | ast.keyword(arg=str() as name):
                names.add("**" if name in _FILLERS else name)
            case ast.keyword(arg=None):
                names.add("**")
            case ast.Call(func=ast.Name(id=name)) if name in _SETTERS:
                names.add("**")
            case ast.Constant(value=str() as name):
                names.add(name)
            case _:
                pass
    return names
