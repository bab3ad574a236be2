"""Which branch is run where its condition is known, and what becomes of the others."""

from __future__ import annotations

import ast
from typing import Final

from scoped_fastapi_check.application.expressions import evaluate
from scoped_fastapi_check.application.imports import import_from
from scoped_fastapi_check.application.machine import Machine
from scoped_fastapi_check.application.routers import Router
from scoped_fastapi_check.application.values import Constant, Frame, Value, alternatives


def matches(case: ast.match_case, subject: Value) -> bool | None:
    """Whether a case of texts and numbers is that of a subject, None where that is not known."""
    if case.guard is not None or not isinstance(subject, Constant) or subject.is_usual:
        return None
    match case.pattern:
        case ast.MatchAs(pattern=None, name=None):
            return True
        case ast.MatchOr(patterns=[*patterns]) | (ast.MatchValue() as patterns):
            values = patterns if isinstance(patterns, list) else [patterns]
        case _:
            return None
    known: list[object] = []
    for one in values:
        if not isinstance(one, ast.MatchValue) or not isinstance(one.value, ast.Constant):
            return None
        known.append(one.value.value)
    return subject.value in known


def pass_over(machine: Machine, statements: list[ast.stmt], frame: Frame) -> None:
    """Leave statements out that are not run; the routers in them may be meant for another time."""
    nodes = [node for statement in statements for node in ast.walk(statement)]
    if not any(isinstance(node, ast.Attribute) and node.attr in _PUTTING for node in nodes):
        return
    inside = Frame(frame.path, frame)
    for node in nodes:
        if isinstance(node, ast.ImportFrom):
            inside.names.update(import_from(machine, node, inside))
    for node in nodes:
        if isinstance(node, ast.Name | ast.Attribute):
            for one in alternatives(evaluate(machine, node, inside)):
                if isinstance(one, Router):
                    one.is_used = True


_PUTTING: Final = frozenset({"include_router", "mount"})
