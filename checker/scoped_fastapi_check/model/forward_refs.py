"""Annotations in quotes, and those that are postponed: their names may come later, or never."""

from __future__ import annotations

import ast
import builtins
from functools import lru_cache

from scoped_fastapi_check.model.dependencies import unquoted
from scoped_fastapi_check.model.module import Expression, Function
from scoped_fastapi_check.model.walk import parts_of


def is_resolved(function: Function, annotation: ast.expr) -> bool:
    """Whether FastAPI knows the names of an annotation when the route is registered.

    What is in quotes is looked up among the globals that are there by then, and put off otherwise.
    """
    tree = function.scope.module.tree
    if not _is_text(annotation) and not _postpones_annotations(tree):
        return not has_quoted_types(annotation)
    expression = unquoted(Expression(annotation, function.scope)).node
    known = _globals_before(tree, function.node.lineno)
    return not has_quoted_types(expression) and all(
        node.id in known for node in ast.walk(expression) if isinstance(node, ast.Name)
    )


def has_quoted_types(annotation: ast.AST) -> bool:
    """Whether a part of a type is in quotes; a text among the metadata of `Annotated` is none."""
    if isinstance(annotation, ast.Subscript):
        head = annotation.value
        name = head.attr if isinstance(head, ast.Attribute) else getattr(head, "id", None)
        if name == "Literal":
            return False
        if name == "Annotated" and isinstance(annotation.slice, ast.Tuple):
            return any(map(has_quoted_types, annotation.slice.elts[:1]))
    return _is_text(annotation) or any(map(has_quoted_types, parts_of(annotation)))


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


@lru_cache(maxsize=256)
def _postpones_annotations(tree: ast.Module) -> bool:
    return any(
        isinstance(statement, ast.ImportFrom)
        and statement.module == "__future__"
        and any(alias.name == "annotations" for alias in statement.names)
        for statement in tree.body
    )


def _globals_before(tree: ast.Module, line: int) -> set[str]:
    """The names that a module certainly has bound when it gets to a line."""
    names = set(dir(builtins))
    for statement in tree.body:
        if statement.lineno >= line:
            break
        if isinstance(statement, ast.Import | ast.ImportFrom):
            names |= {alias.asname or alias.name.partition(".")[0] for alias in statement.names}
        elif isinstance(statement, ast.ClassDef):
            names.add(statement.name)
        elif isinstance(statement, ast.Assign):
            names |= {target.id for target in statement.targets if isinstance(target, ast.Name)}
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            names.add(statement.target.id)
    return names
