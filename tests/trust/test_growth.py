"""Twice the input is at most two and a half times the work, counted in calls and not in seconds."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Final

import pytest
from scoped_fastapi_check.model.dependency_words import may_serve
from scoped_fastapi_check.model.reader import read_module
from scoped_fastapi_check.model.routes import is_innermost
from scoped_fastapi_check.project.source_file import speaks_of_fastapi
from scoped_fastapi_check.rules.base import Rule, run_rules
from scoped_fastapi_check.rules.registry import RULES
from unit.snippets import read

PROGRAMS: Final = Path(__file__).parent.parent / "conformance" / "programs"


def calls(work: Callable[[], object]) -> int:
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def innermost(size: int) -> Callable[[], object]:
    text = "".join(f'@app.get("/{n}")\n' for n in range(size)) + "def f(): ...\n"
    (function,) = read_module(text, "app", "app.py").functions
    decorators = function.node.decorator_list
    return lambda: [is_innermost(function, each) for each in decorators]


@pytest.mark.parametrize("work", [innermost])
def test_growth(work: Callable[[int], Callable[[], object]]) -> None:
    assert calls(work(400)) <= 2.5 * calls(work(200)) + 50


class _Copied(ast.NodeTransformer):
    """Gives what a program defines, and its paths, names of their own; the application stays one."""

    def __init__(self, number: int, defined: set[str]) -> None:
        self.number, self.defined = number, defined - {"app"}

    def _named(self, name: str) -> str:
        return f"{name}_{self.number}" if name in self.defined else name

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(self._named(node.id), node.ctx)

    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        value = node.value
        if isinstance(value, str) and value.startswith("/"):
            return ast.Constant(f"/{self.number}{value}")
        return node

    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            node.name = self._named(node.name)
        return node


def copies(text: str, number: int) -> str:
    """A program several times in one module."""
    body = ast.parse(text).body
    imports = [each for each in body if isinstance(each, ast.Import | ast.ImportFrom)]
    rest = [each for each in body if each not in imports]
    nodes = [node for statement in rest for node in ast.walk(statement)]
    defined = {getattr(statement, "name", "") for statement in rest} | {
        node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    made = [
        ast.unparse(_Copied(index, defined).visit(ast.parse(ast.unparse(each))))
        for index in range(number)
        for each in rest
        if not (index and ast.unparse(each).startswith("app = "))
    ]
    return "\n".join([*map(ast.unparse, imports), *made])


def longest_programs(rule: Rule) -> list[Path]:
    """The longest program of a rule with mistakes, and the longest one without."""
    folder = PROGRAMS / rule.code.name.removeprefix("fastapi-").replace("-", "_")
    sizes = {path: path.stat().st_size for path in folder.glob("*.py")}
    valid = [path for path in sizes if path.stem.endswith("_valid")]
    kinds = (valid, sizes.keys() - set(valid))
    return [max(paths, key=lambda path: (sizes[path], path)) for paths in kinds if paths]


@pytest.mark.parametrize(
    ("rule", "program"),
    [
        pytest.param(rule, path, id=f"{rule.code.name}-{path.stem}")
        for rule in RULES
        for path in longest_programs(rule)
    ],
)
def test_each_rule(rule: Rule, program: Path) -> None:
    """Twice the routes, dependencies and whatever else a rule looks at."""

    def work(number: int) -> Callable[[], object]:
        module, engine = read(copies(program.read_text("utf-8"), number))
        return lambda: run_rules(module, [rule], engine)

    few, many = (calls(work(number)) for number in (4, 8))
    assert many <= 2.5 * few + 50


def test_a_decorator_begins_its_line() -> None:
    """From one place of a line the pattern looks on, not from each `@` of it."""
    assert not speaks_of_fastapi(b"@a." * 100_000)
    assert not speaks_of_fastapi(b"x = 1; @a.get(" + b"@a." * 1_000)
    assert speaks_of_fastapi(b"x = 1\r\n  @a.b.get (")
    assert speaks_of_fastapi(b"@a.websocket(")


@pytest.mark.parametrize(
    "part",
    [
        b"for a in b(x):",
        b"):\n",
        b"):\n ",
        b"next( ",
        b"next(a.",
        b"def f(\n",
        b"  yield\n",
        b").__next__ ",
    ],
)
def test_words_of_dependencies_are_looked_for_once(part: bytes) -> None:
    """Each pattern goes through a text once: looked for from each place, this would take minutes."""
    may_serve(part * 100_000 + b"yield next asyncio")
