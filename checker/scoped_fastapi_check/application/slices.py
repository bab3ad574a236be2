"""Keeps of a module what may have to do with routes: the rest is most of it.

Functions keep their signatures, because dependencies are told by them. A body is left out (empty) where
nothing in it makes, registers or includes anything, and nobody asks what it returns.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from typing import Any, Final

from scoped_fastapi_check.application import framework
from scoped_fastapi_check.application.values import FunctionNode
from scoped_fastapi_check.model.requests import may_use_path
from scoped_fastapi_check.model.walk import PARTS, last_name

YIELDS: Final = "yields"
RESULT: Final = "result"
READS_PATH: Final = "reads-path"
"""What `type_comment` says of a function, by words: that it is a generator, that it is kept for what it
returns, that it may read the path from a request."""

# Names that are hardly ever those of anything else than FastAPI's methods.
_TELLING: Final = (
    framework.METHODS - framework.VERBS - {"host", "middleware", "route", "mount"}
) | {"Mount", "Host", "routes"}
_AMBIGUOUS: Final = framework.DECORATORS | {"mount", "host"}
_NAMES: Final = re.compile(r"router|(?:^|_|[a-z])(?:app|api)s?$|^app|fastapi|FastAPI|App|Api|API")
ROUTE_CLASS: Final = re.compile(r"Rout|API|App")
_RESULTS: Final = (ast.Constant, ast.Name, ast.Attribute, ast.Call, ast.JoinedStr, ast.BinOp)
_SEQUENCES: Final = (ast.List, ast.Tuple)


def sliced(tree: ast.Module) -> ast.Module:
    """The parts of a module that matter; nodes are shared with `tree`, which stays what it is."""
    return ast.Module(_statements(tree.body, in_class=None), [])


def _statements(body: Iterable[ast.stmt], *, in_class: ast.ClassDef | None) -> list[ast.stmt]:
    found: list[ast.stmt] = []
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found.append(_function(node, in_class))
        elif isinstance(node, ast.ClassDef):
            found.append(_class(node))
        elif isinstance(node, ast.Expr):
            if not isinstance(node.value, ast.Constant):
                found.append(node)
        elif isinstance(node, ast.AnnAssign):
            found.append(node if in_class is None else _field(node, in_class))
        elif isinstance(node, ast.Assert | ast.Pass | ast.Global | ast.Nonlocal):
            continue
        elif isinstance(node, ast.If | ast.For | ast.While | ast.With | ast.Try | ast.AsyncFor):
            found.append(_block(node, in_class))
        else:
            found.append(node)
    return found


def _field(node: ast.AnnAssign, cls: ast.ClassDef) -> ast.AnnAssign:
    """A field of a class, which has a place among its arguments, without a default that says nothing."""
    if node.value is None or not _is_plain(node.value, cls):
        return node
    return ast.copy_location(ast.AnnAssign(node.target, node.annotation, None, node.simple), node)


def _is_plain(value: ast.expr, cls: ast.ClassDef) -> bool:
    """Whether a class attribute says nothing: `Field(...)` of a model, a number."""
    if isinstance(value, ast.Call):
        name = last_name(value.func)
        is_settings = any(last_name(base).endswith("Settings") for base in cls.bases)
        return name == "Column" or (name == "Field" and not is_settings)
    return isinstance(value, ast.Constant) and not isinstance(value.value, str)


def _block(node: ast.stmt, in_class: ast.ClassDef | None) -> ast.stmt:
    """A compound statement with the parts of its blocks that matter."""
    fields: dict[str, Any] = {name: getattr(node, name, None) for name in node._fields}
    for name in ("body", "orelse", "finalbody"):
        if name in fields:
            fields[name] = _statements(fields[name], in_class=in_class)
    return ast.copy_location(type(node)(**fields), node)


def _class(node: ast.ClassDef) -> ast.ClassDef:
    made = ast.ClassDef(
        node.name,
        node.bases,
        node.keywords,
        _statements(node.body, in_class=node),
        node.decorator_list,
    )
    return ast.copy_location(made, node)


def _function(node: FunctionNode, in_class: ast.ClassDef | None) -> FunctionNode:
    body: list[ast.stmt] = []
    notes: list[str] = []
    # Handlers are most of the functions, and of the text.
    if not any(map(_registers, node.decorator_list)):
        look = _Look(node.body)
        notes += [YIELDS] if look.yields else []
        notes += [] if look.matters else [RESULT]
        notes += [READS_PATH] if _may_read_path(node) else []
        if look.matters or _is_asked_for(node, in_class) or _keeps(node, in_class):
            # As a whole: what is defined inside may be what it gives back.
            body = node.body
    made = type(node)(
        node.name,
        node.args,
        body,
        node.decorator_list,
        node.returns,
        " ".join(notes) or None,
    )
    return ast.copy_location(made, node)


_CONNECTIONS: Final = frozenset({"Request", "WebSocket", "HTTPConnection"})


def _may_read_path(node: FunctionNode) -> bool:
    arguments = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
    return any(
        argument.annotation is not None
        and _CONNECTIONS & set(re.findall(r"\w+", ast.unparse(argument.annotation)))
        and may_use_path(argument.arg, node.body)
        for argument in arguments
    )


def notes_of(node: FunctionNode) -> list[str]:
    """What is noted of a function."""
    return (node.type_comment or "").split()


def _is_asked_for(node: FunctionNode, in_class: ast.ClassDef | None) -> bool:
    """Whether a function is one of FastAPI's methods, or says what somebody may ask for."""
    if node.name in framework.METHODS - framework.VERBS:
        return True
    if in_class is not None and _is_of_routes(in_class):
        return node.name in {"__init__", "get_route_handler"} or node.name in framework.VERBS
    if in_class is not None and node.name == "__init__" and _can_be_called(in_class):
        return True  # A decorator object remembers what it is made with.
    return _is_result(node) or any(
        argument.annotation is not None
        and ROUTE_CLASS.search(last_name(argument.annotation)) is not None
        for argument in (*node.args.args, *node.args.kwonlyargs)
    )


class _Look:
    """Looks through the body of a function once."""

    def __init__(self, body: list[ast.stmt]) -> None:
        self.yields = False
        self.matters = False
        has_inner = any(isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef) for one in body)
        self._visit(body)
        if has_inner and isinstance(last := body[-1], ast.Return):
            # A decorator, or what makes one.
            self.matters = self.matters or isinstance(last.value, ast.Name)

    def _visit(self, nodes: Iterable[ast.AST], *, is_inside: bool = False) -> None:
        waiting = list(nodes)
        while waiting:
            node = waiting.pop()
            kind = node.__class__
            if kind is ast.Attribute:
                assert isinstance(node, ast.Attribute)
                self.matters = self.matters or node.attr in _TELLING
            elif kind is ast.Call:
                self.matters = self.matters or _is_telling_call(node)
            elif kind is ast.Yield or kind is ast.YieldFrom:
                self.yields = self.yields or not is_inside
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                if not isinstance(node, ast.Lambda) and any(map(_registers, node.decorator_list)):
                    self.matters = True
                self._visit(
                    node.body if isinstance(node.body, list) else [node.body], is_inside=True
                )
                continue
            for name in PARTS[kind]:
                part: Any = getattr(node, name, None)
                if part.__class__ is list:
                    waiting += [item for item in part if isinstance(item, ast.AST)]
                elif isinstance(part, ast.AST):
                    waiting.append(part)


def _is_of_routes(cls: ast.ClassDef) -> bool:
    return any(ROUTE_CLASS.search(last_name(base)) is not None for base in cls.bases)


def _can_be_called(cls: ast.ClassDef) -> bool:
    return any(isinstance(one, ast.FunctionDef) and one.name == "__call__" for one in cls.body)


def _registers(decorator: ast.expr) -> bool:
    return (
        isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Attribute)
        and decorator.func.attr in framework.DECORATORS
    )


def _is_telling_call(node: Any) -> bool:
    if isinstance(node.func, ast.Call):
        return True
    name = last_name(node.func)
    if name in _AMBIGUOUS:
        return name in {"mount", "host"} or name == "websocket_route"
    return _NAMES.search(name) is not None or name == "super"


# Methods that put what they are given into a list, a set or a dict.
_KEEPING: Final = frozenset({"append", "add", "extend", "insert", "setdefault", "update"})
_MOST_STATEMENTS: Final = 12


def _keeps(node: FunctionNode, in_class: ast.ClassDef | None) -> bool:
    """Whether a small function keeps what it is given: in a registry, or in its object."""
    if len(node.body) > _MOST_STATEMENTS:
        return False
    arguments = (*node.args.args, *node.args.kwonlyargs, node.args.vararg)
    names = {argument.arg for argument in arguments if argument is not None}
    names -= {"self"}
    is_init = in_class is not None and node.name == "__init__"
    return any(_puts(one, names, is_init) for one in node.body)


def _puts(node: ast.stmt, names: set[str], is_init: bool) -> bool:
    match node:
        case ast.Assign(targets=[ast.Subscript() | ast.Attribute()], value=ast.Name(id=name)):
            return name in names
        case ast.Assign(targets=[ast.Attribute()], value=ast.List() | ast.Dict() | ast.Constant()):
            return is_init
        case ast.AnnAssign(target=ast.Attribute(), value=ast.List() | ast.Dict() | ast.Constant()):
            return is_init
        case ast.AnnAssign(target=ast.Attribute(), value=ast.Name(id=name)):
            return name in names
        case ast.Expr(value=ast.Call(func=ast.Attribute(attr=method), args=arguments)):
            given = [_plain(one) for one in arguments]
            return method in _KEEPING and any(
                isinstance(part, ast.Name) and part.id in names
                for one in given
                for part in (one, *getattr(one, "elts", ()))
            )
        case _:
            return False


def _plain(node: ast.expr) -> ast.expr:
    return node.value if isinstance(node, ast.Starred) else node


def _is_result(node: FunctionNode) -> bool:
    """Whether a function does nothing but return something that may be asked for."""
    body = [one for one in node.body if not _is_docstring(one)]
    if len(body) != 1 or not isinstance(only := body[0], ast.Return):
        return False
    value = only.value
    if isinstance(value, _SEQUENCES):
        return not any(isinstance(part, ast.Constant) for part in value.elts)
    return isinstance(value, _RESULTS)


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
