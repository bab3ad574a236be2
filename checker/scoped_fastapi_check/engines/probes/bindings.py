"""What the names of one scope are bound to, by the statements that bind them."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from scoped_fastapi_check.model.walk import nodes_in, statements_in

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Scope


@dataclass(frozen=True, slots=True)
class Imported:
    """`import module` (without a name), or `from module import name`, `level` dots up."""

    module: str
    name: str | None
    level: int = 0


@dataclass(frozen=True, slots=True)
class Defined:
    """A function or a class."""

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True, slots=True)
class Assigned:
    """A variable or an alias; the value is what one plain assignment gives it."""

    value: ast.expr | None
    is_declared: bool = False
    """Whether the assignment declares a type, which need not be that of the value."""


Binding = Imported | Defined | Assigned


@dataclass(slots=True)
class Bindings:
    """The names of a scope, each with its bindings in the order of the source."""

    names: dict[str, list[Binding]]
    stars: list[Imported]
    """The modules of which everything is imported."""


# Where a project is checked again and again, most scopes are those of the last time.
@lru_cache(maxsize=16384)
def bindings_of(scope: Scope) -> Bindings:
    """The bindings of a module, a class or a function; a lambda has none that are known."""
    found = Bindings({}, [])
    node = scope.node
    if isinstance(node, ast.Lambda):
        return found
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        for argument in nodes_in(node.args):
            if isinstance(argument, ast.arg):
                _bind(found, argument.arg, Assigned(None))
    for statement in statements_in(node.body):
        _note(found, statement)
    return found


def _bind(found: Bindings, name: str, binding: Binding) -> None:
    found.names.setdefault(name, []).append(binding)


def _note(found: Bindings, statement: ast.stmt) -> None:
    match statement:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            _bind(found, statement.name, Defined(statement))
        case ast.Import():
            for alias in statement.names:
                top = alias.name.partition(".")[0]
                imported = Imported(alias.name if alias.asname else top, None)
                _bind(found, alias.asname or top, imported)
        case ast.ImportFrom():
            _note_import(found, statement)
        case ast.Assign():
            for target in statement.targets:
                if isinstance(target, ast.Name):
                    _bind(found, target.id, Assigned(statement.value))
                else:
                    _note_targets(found, target)
        case ast.AnnAssign(target=ast.Name(id=name)):
            _bind(found, name, Assigned(statement.value, is_declared=True))
        case _ if type(statement).__name__ == "TypeAlias":  # Python 3.12.
            name, value = getattr(statement, "name"), getattr(statement, "value")  # noqa: B009
            _bind(found, name.id, Assigned(value))
        case _:
            _note_others(found, statement)


def _note_import(found: Bindings, statement: ast.ImportFrom) -> None:
    for alias in statement.names:
        imported = Imported(statement.module or "", alias.name, statement.level)
        if alias.name == "*":
            found.stars.append(imported)
        else:
            _bind(found, alias.asname or alias.name, imported)


def _note_others(found: Bindings, statement: ast.stmt) -> None:
    """Loops, `with ... as`, `except ... as`, patterns, `del` and assignments inside expressions."""
    for part in ast.iter_child_nodes(statement):
        if not isinstance(part, ast.stmt | ast.ExceptHandler | ast.match_case):
            _note_targets(found, part)
    for handler in getattr(statement, "handlers", ()):
        if handler.name:
            _bind(found, handler.name, Assigned(None))
    for case in getattr(statement, "cases", ()):
        for part in nodes_in(case.pattern):
            name = getattr(part, "name", None) or getattr(part, "rest", None)
            if isinstance(name, str):
                _bind(found, name, Assigned(None))


def _note_targets(found: Bindings, node: ast.AST) -> None:
    for part in nodes_in(node):
        if isinstance(part, ast.Name) and not isinstance(part.ctx, ast.Load):
            _bind(found, part.id, Assigned(None))
