"""Attributes that objects of a class get from elsewhere, as the text of one file shows it.

`post.votes = 3` in a function, `Post.votes = column_property(...)`, a class that derives from `Post` and
has `votes`: nothing of it stands in the class itself. Names decide, because nobody has types for a file
that is only looked into; what a file leaves open counts as given.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Final, TypeGuard

from scoped_fastapi_check.model.walk import last_name, nodes_in

__all__ = ["derived_classes", "gives", "has_another", "has_derived"]

_FUNCTIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef)
_IMPORT: Final = re.compile(r"^\s*from\s+([\w.]+)\s+import\s+(\([^)]*\)|[^\n]*)", re.MULTILINE)
_WORD: Final = re.compile(r"\b[A-Z]\w*")
# The first parameters of methods: a class shows what it sets there.
_OWN: Final = frozenset({"self", "cls"})

_Derived = tuple[str, frozenset[str], frozenset[str]]
"""The name of a class, the names of its bases, and what it binds."""


def gives(text: str, cls: str, name: str) -> bool:
    """Whether a file may set an attribute on objects of a class of this name, or on the class."""
    if re.search(rf"\b{cls}\.{name}\b", text):
        return True
    if not re.search(rf"\.{name}\s*(=(?!=)|:)|\bsetattr\([^,]+, *['\"]{name}['\"]", text):
        return False
    others = {word.lower() for word in _WORD.findall(text)} - {cls.lower()}
    has_class = re.search(rf"\b{cls}\b", text) is not None
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return True
    return any(
        _may_be(value, function, cls, others, has_class=has_class)
        for function in [tree, *(node for node in nodes_in(tree) if isinstance(node, _FUNCTIONS))]
        for value in _set_in(function, name)
    )


def has_derived(text: str, cls: str, name: str) -> bool:
    """Whether a file has a class that derives from one of this name and binds an attribute."""
    if not re.search(rf"class \w+\([^)]*\b{cls}\b", text) or name not in text:
        return False
    try:
        classes = derived_classes(ast.parse(text))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return True
    known = {cls}
    for derived, bases, bound in classes:
        if bases & known:
            known.add(derived)
            if name in bound:
                return True
    return False


def has_another(text: str, path: str, cls: str, home: str) -> bool:
    """Whether a class of this name in a file is certainly not the one that stands in the file `home`.

    The file has one itself, or imports it from a module whose name does not lead to `home`; a package
    may hand on what is in its modules.
    """
    if path == home or not home:
        return False
    if re.search(rf"^class {cls}\b", text, re.MULTILINE):
        return True
    leading = {part.removesuffix(".py") for part in re.split(r"[/\\]", home)}
    sources = [
        source.rpartition(".")[2]
        for source, names in _IMPORT.findall(text)
        if re.search(rf"(?<!as )\b{cls}\b", names)
    ]
    return bool(sources) and not any(not source or source in leading for source in sources)


def derived_classes(tree: ast.Module) -> tuple[_Derived, ...]:
    """The classes of a module that derive from others, in their order."""
    return tuple(
        (node.name, bases, frozenset(_bound(node)))
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and (bases := frozenset(map(last_name, node.bases)))
    )


def _bound(node: ast.ClassDef) -> Iterator[str]:
    for statement in node.body:
        if isinstance(statement, _FUNCTIONS):
            yield statement.name
            yield from (each.attr for each in ast.walk(statement) if _is_set(each))
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        if isinstance(statement, ast.AnnAssign):
            targets = [statement.target]
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def _is_set(node: ast.AST) -> TypeGuard[ast.Attribute]:
    """Whether an attribute is set, of `self` for one."""
    return isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)


# Who is given an attribute


def _set_in(function: ast.AST, name: str) -> Iterator[ast.expr]:
    """The objects that a function, or a module outside of its functions, sets an attribute on."""
    inner = {
        id(each)
        for node in ast.iter_child_nodes(function)
        for found in nodes_in(node)
        if isinstance(found, _FUNCTIONS)
        for each in nodes_in(found)
    }
    for node in nodes_in(function):
        if id(node) in inner:
            continue
        match node:
            case ast.Attribute(value=value, attr=set_name) if set_name == name and _is_set(node):
                yield value
            case ast.Call(func=ast.Name("setattr"), args=[value, ast.Constant(set_name), *_]):
                if set_name == name:
                    yield value
            case _:
                pass


def _may_be(
    value: ast.expr, function: ast.AST, cls: str, others: set[str], *, has_class: bool
) -> bool:
    """Whether an object may be one of a class: what it is bound to may speak of another one."""
    if not isinstance(value, ast.Name):
        return has_class
    if value.id in _OWN or _is_class(value.id):
        return False
    said = {
        node.id if isinstance(node, ast.Name) else node.attr
        for given in _bound_to(value.id, function)
        for node in _nodes_of(given)
        if isinstance(node, ast.Name | ast.Attribute)
    }
    if cls in said:
        return True
    if any(map(_is_class, said)):
        return False
    variable = value.id.lower().replace("_", "")
    if variable in cls.lower() or cls.lower() in variable:
        return True
    return has_class and not any(other in variable for other in others)


def _is_class(name: str) -> bool:
    """Whether a name is written as those of classes are."""
    return name[:1].isupper() and not name.isupper()


def _bound_to(name: str, function: ast.AST) -> Iterator[ast.expr]:
    """What a name is bound to in a function, and what it is declared as."""
    for node in nodes_in(function):
        match node:
            case ast.arg(arg=bound, annotation=ast.expr() as declared) if bound == name:
                yield declared
            case ast.Assign(targets=targets, value=value):
                if any(_is(target, name) for target in targets):
                    yield value
            case ast.AnnAssign(target=target, annotation=declared) if _is(target, name):
                yield declared
            case ast.NamedExpr(target=target, value=value) if _is(target, name):
                yield value
            case ast.For(target=target, iter=value) | ast.AsyncFor(target=target, iter=value):
                if _is(target, name):
                    yield value
                    if isinstance(value, ast.Name) and value.id != name:
                        yield from _bound_to(value.id, function)
            case _:
                pass


def _nodes_of(given: ast.expr) -> Iterator[ast.AST]:
    """The nodes of an expression, those of an annotation in quotes, too."""
    for node in nodes_in(given):
        yield node
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from (ast.Name(word, ast.Load()) for word in _WORD.findall(node.value))


def _is(target: ast.AST, name: str) -> bool:
    return any(isinstance(node, ast.Name) and node.id == name for node in nodes_in(target))
