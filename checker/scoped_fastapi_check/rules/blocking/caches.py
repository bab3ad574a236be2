"""Which parts of a function fill a cache, and so run once: they hold up one request, not every one."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence

from scoped_fastapi_check.model.module import Function
from scoped_fastapi_check.model.walk import DEFINITIONS, nodes_outside

__all__ = ["filling_a_cache"]

# Parameters that are mostly of something that was made before.
_OBJECTS = frozenset({"self", "cls"})


def filling_a_cache(function: Function) -> set[ast.AST]:
    """The statements that run only as long as what outlives the call has not been filled by them.

    `if self._key is None: self._key = load()`, and the way on after `if path in CACHE: return ...`.
    """
    found: set[ast.AST] = set()
    reader = _Reader(function)
    for block in _blocks(function.node.body):
        for position, statement in enumerate(block):
            if isinstance(statement, ast.If):
                found.update(_of_condition(reader, statement, block[position + 1 :]))
    return found


def _of_condition(
    reader: _Reader, statement: ast.If, after: Sequence[ast.stmt]
) -> Iterable[ast.stmt]:
    test, is_missing = _turned(statement.test)
    kept = reader.kept(test)
    if not kept:
        return ()
    ways: tuple[Sequence[ast.stmt], ...] = (statement.body,)
    if not is_missing:
        ends = isinstance(statement.body[-1], ast.Return | ast.Raise | ast.Continue)
        ways = (statement.orelse, after if ends else ())
    return [one for way in ways if _fills(way, kept) for one in way]


def _turned(test: ast.expr) -> tuple[ast.expr, bool]:
    """What a condition asks for, and whether it is true where that is not there yet."""
    match test:
        case ast.UnaryOp(ast.Not(), inner):
            asked, is_missing = _turned(inner)
            return asked, not is_missing
        case ast.Compare(left, [ast.Is() | ast.Eq()], [ast.Constant(None)]):
            return left, True
        case ast.Compare(left, [ast.IsNot() | ast.NotEq()], [ast.Constant(None)]):
            return left, False
        case ast.Compare(_, [ast.NotIn()], [container]):
            return container, True
        case ast.Compare(_, [ast.In()], [container]):
            return container, False
        case _:
            return test, False


class _Reader:
    """Knows which names of a function are those of something that outlives the call."""

    def __init__(self, function: Function) -> None:
        nodes = list(nodes_outside(function.node.body))
        parameters = {parameter.name for parameter in function.parameters}
        assigned = {
            node.id
            for node in nodes
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        lasting = {name for node in nodes if isinstance(node, ast.Global) for name in node.names}
        self._local = parameters | assigned - lasting
        self._read_from: dict[str, str] = {}
        for node in nodes:
            match node:
                case ast.Assign([ast.Name(name)], value) | ast.NamedExpr(ast.Name(name), value):
                    if source := self._lasting(_looked_up(value)):
                        self._read_from[name] = source
                case _:
                    pass

    def kept(self, asked: ast.expr) -> str:
        """What a condition asks about, or where it was read from; empty where that does not last."""
        if isinstance(asked, ast.NamedExpr):
            asked = asked.target
        if isinstance(asked, ast.Name) and asked.id in self._read_from:
            return self._read_from[asked.id]
        return self._lasting(asked)

    def _lasting(self, node: ast.expr) -> str:
        match node:
            case ast.Name(name):
                return "" if name in self._local else name
            case ast.Attribute():
                text = ast.unparse(node)
                parts = text.split(".")
                lasts = parts[0] not in self._local or parts[0] in _OBJECTS or "app" in parts
                return text if lasts else ""
            case _:
                return ""


def _looked_up(value: ast.expr) -> ast.expr:
    """The container of `CACHE.get(key)` and `CACHE[key]`."""
    match value:
        case ast.Call(ast.Attribute(container, "get")):
            return container
        case ast.Subscript(container):
            return container
        case _:
            return value


def _fills(body: Sequence[ast.stmt], kept: str) -> bool:
    """Whether statements assign to what lasts, or to an item of it."""
    for node in nodes_outside(body):
        targets = (
            node.targets
            if isinstance(node, ast.Assign)
            else [node.target]
            if isinstance(node, ast.AnnAssign | ast.NamedExpr)
            else []
        )
        for target in targets:
            parts = target.elts if isinstance(target, ast.Tuple) else [target]
            for part in parts:
                whole = part.value if isinstance(part, ast.Subscript) else part
                if ast.unparse(whole) == kept:
                    return True
    return False


def _blocks(body: list[ast.stmt]) -> Iterator[list[ast.stmt]]:
    """The lists of statements in a function, outermost first."""
    yield body
    for statement in body:
        if isinstance(statement, DEFINITIONS):
            continue
        for name in ("body", "orelse", "finalbody"):
            yield from _blocks(getattr(statement, name, []))
        for handler in getattr(statement, "handlers", []):
            yield from _blocks(handler.body)
