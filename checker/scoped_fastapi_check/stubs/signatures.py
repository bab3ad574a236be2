"""Functions without their bodies."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "Function",
    "all_parameters",
    "altered",
    "body_of",
    "own_statements",
    "plain_type",
    "stub_of",
]

NodeT = TypeVar("NodeT", bound=ast.AST)

Function = ast.FunctionDef | ast.AsyncFunctionDef

# What `Annotated` holds for a reader of the documentation and not for a type checker.
_REMARKS = {"Doc", "deprecated", "typing_deprecated"}
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def stub_of(function: Function) -> Function:
    """Return the function with its docstring alone in its body, and types for all that has one."""
    returns = plain_type(function.returns) if function.returns else _returned(function)
    # In a stub nothing shows that a function yields, and `async def` would make a coroutine of
    # what it returns.
    is_async = isinstance(function, ast.AsyncFunctionDef) and not _yields(function)
    fields: dict[str, Any] = {
        "args": _stub_arguments(function.args),
        "body": body_of(function),
        "returns": returns,
    }
    kind = ast.AsyncFunctionDef if is_async else ast.FunctionDef
    return kind(**{**vars(function), **fields})


def altered(node: NodeT, **fields: Any) -> NodeT:
    """Return a copy of a node with some of its fields replaced."""
    return type(node)(**{**vars(node), **fields})


def body_of(definition: Function | ast.ClassDef) -> list[ast.stmt]:
    """Return the docstring, or `...` where there is none."""
    if ast.get_docstring(definition, clean=False) is not None:
        return definition.body[:1]
    return [ast.Expr(ast.Constant(...))]


def plain_type(annotation: ast.expr, *, bare: bool = False) -> ast.expr:
    """Return an annotation without what `Annotated` says to readers of the documentation.

    A `bare` one is without any metadata.
    """
    copied = ast.parse(ast.unparse(annotation), mode="eval").body
    return cast("ast.expr", _WithoutMetadata(bare).visit(copied))


def all_parameters(arguments: ast.arguments) -> list[ast.arg]:
    """Return the parameters of every kind."""
    more = [one for one in (arguments.vararg, arguments.kwarg) if one is not None]
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *more]


def own_statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements of a body, however deep, that belong to no other definition."""
    for statement in body:
        yield statement
        if isinstance(statement, _DEFINITIONS):
            continue
        for part in ("body", "orelse", "finalbody"):
            yield from own_statements(getattr(statement, part, []))
        for handler in getattr(statement, "handlers", []):
            yield from own_statements(handler.body)
        for case in getattr(statement, "cases", []):
            yield from own_statements(case.body)


class _WithoutMetadata(ast.NodeTransformer):
    def __init__(self, bare: bool) -> None:
        self._bare = bare

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        self.generic_visit(node)
        match node:
            case ast.Subscript(
                value=ast.Name("Annotated") | ast.Attribute(attr="Annotated"),
                slice=ast.Tuple(elts=[kind, *metadata]),
            ):
                kept = [one for one in metadata if not (self._bare or _is_remark(one))]
                if not kept:
                    return kind
                return ast.Subscript(node.value, ast.Tuple([kind, *kept], ast.Load()), ast.Load())
            case _:
                return node


def _is_remark(metadata: ast.expr) -> bool:
    match metadata:
        case ast.Call(func=ast.Name(name) | ast.Attribute(attr=name)):
            return name in _REMARKS
        case _:
            return False


def _stub_arguments(arguments: ast.arguments) -> ast.arguments:
    return ast.arguments(
        posonlyargs=[_stub_argument(one) for one in arguments.posonlyargs],
        args=[_stub_argument(one) for one in arguments.args],
        vararg=_stub_argument(arguments.vararg) if arguments.vararg else None,
        kwonlyargs=[_stub_argument(one) for one in arguments.kwonlyargs],
        kw_defaults=[_stub_default(one) if one else None for one in arguments.kw_defaults],
        kwarg=_stub_argument(arguments.kwarg) if arguments.kwarg else None,
        defaults=[_stub_default(one) for one in arguments.defaults],
    )


def _stub_argument(argument: ast.arg) -> ast.arg:
    annotation = plain_type(argument.annotation) if argument.annotation else None
    return ast.arg(argument.arg, annotation)


def _stub_default(default: ast.expr) -> ast.expr:
    match default:
        case ast.Constant() | ast.UnaryOp(op=ast.USub(), operand=ast.Constant()):
            return default
        case _:
            return ast.Constant(...)


def _returned(function: Function) -> ast.expr | None:
    """Return None for a function that says nothing and returns nothing; else it stays unsaid."""
    returns = any(
        isinstance(one, ast.Return) and one.value is not None
        for one in own_statements(function.body)
    )
    return None if returns or _yields(function) else ast.Constant(None)


def _yields(function: Function) -> bool:
    pending: list[ast.AST] = [*function.body]
    while pending:
        node = pending.pop()
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            return True
        if not isinstance(node, (*_DEFINITIONS, ast.Lambda)):
            pending.extend(ast.iter_child_nodes(node))
    return False
