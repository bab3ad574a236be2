"""What an expression stands for."""

from __future__ import annotations

import ast

import pytest
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.names import Names
from scoped_fastapi_check.model.resolution import resolve, resolved_call, trail

from .snippets import read

SOURCE = """
from typing import cast
from fastapi import Depends, Query
import other

first = Query(3)
second = first
third = cast(int, second)
rebound = 1
rebound = 2

def get_id(): ...
def made():
    return Depends(get_id)
def made_again():
    return made()
def made_of(dependency):
    return Depends(dependency)
def either(flag):
    if flag:
        return Depends(get_id)
    return Depends(other.get_id)

use(third, rebound, other.fourth, made(), made_again(), made_of(get_id), either(True), (x := second))
"""
OTHER = """
import snippet
fourth = snippet.second
def get_id(): ...
"""


def arguments() -> tuple[list[Expression], Names]:
    module, engine = read(SOURCE, {"other": OTHER})
    call = next(call for call in module.calls if ast.unparse(call.node.func) == "use")
    return [Expression(node, module.scope) for node in call.node.args], engine.names


@pytest.mark.parametrize(
    ("index", "expected"),
    [(0, "Query(3)"), (1, "rebound"), (2, "Query(3)"), (3, "made()"), (7, "Query(3)")],
)
def test_names_and_casts_are_followed(index: int, expected: str) -> None:
    given, names = arguments()
    assert ast.unparse(resolve(given[index], names).node) == expected


@pytest.mark.parametrize(
    ("index", "expected"),
    [
        (0, "Query(3)"),
        (3, "Depends(get_id)"),
        (4, "Depends(get_id)"),
        (5, "made_of(get_id)"),
        (6, "either(True)"),
    ],
)
def test_functions_that_always_return_the_same_call(index: int, expected: str) -> None:
    given, names = arguments()
    assert ast.unparse(resolved_call(given[index], names).node) == expected


def test_the_way_to_it() -> None:
    given, names = arguments()
    way = [ast.unparse(each.node) for each in trail(given[0], names)]
    assert way == ["third", "cast(int, second)", "second", "first", "Query(3)"]


def test_a_circle_ends() -> None:
    module, engine = read("a = b\nb = a\nuse(a)\n")
    (call,) = module.calls
    found = resolve(Expression(call.node.args[0], module.scope), engine.names)
    assert isinstance(found.node, ast.Name)
