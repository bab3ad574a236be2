"""What an editor shows where the pointer rests on a verb: every option, though its type is one name."""

import ast
import re
from pathlib import Path

import pytest

import scoped_fastapi
from scoped_fastapi.options import AllOptions

STUB = ast.parse(Path(scoped_fastapi.__file__).with_name("verbs.pyi").read_text("utf-8"))
VERBS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "api_route")


@pytest.mark.parametrize("verb", VERBS)
def test_all_options_are_named(verb: str) -> None:
    overloads = [
        node for node in ast.walk(STUB) if isinstance(node, ast.FunctionDef) and node.name == verb
    ]
    # A language server shows one docstring for all overloads of a method: the last.
    said = ast.get_docstring(overloads[-1])
    assert said is not None
    named = set(re.findall(r"`(\w+)`", said)) - {"path", "methods"}
    assert named == set(AllOptions.__annotations__)
