"""Stubs as text: one line for what fits on it, one parameter a line for what does not."""

from __future__ import annotations

import ast

__all__ = ["formatted"]

WIDTH = 100
INDENT = " " * 4


def formatted(statements: list[ast.stmt], depth: int = 0) -> list[str]:
    """Return the lines of statements that stand `depth` levels deep."""
    lines: list[str] = []
    for position, statement in enumerate(statements):
        new = _lines(statement, depth)
        apart = isinstance(statement, ast.ClassDef) or (depth == 0 and len(new) > 1)
        if apart and position:
            lines.append("")
        lines.extend(new)
    return lines


def _lines(statement: ast.stmt, depth: int) -> list[str]:
    margin = INDENT * depth
    match statement:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return [*_decorators(statement, margin), *_function(statement, depth)]
        case ast.ClassDef():
            return [*_decorators(statement, margin), *_class(statement, depth)]
        case ast.If():
            lines = [f"{margin}if {ast.unparse(statement.test)}:"]
            lines += formatted(statement.body, depth + 1)
            if statement.orelse:
                lines += [f"{margin}else:", *formatted(statement.orelse, depth + 1)]
            return lines
        case ast.Expr(value=ast.Constant(value=str(text))):
            return _docstring(text, margin)
        case _:
            return [margin + line for line in ast.unparse(statement).splitlines()]


def _decorators(
    definition: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, margin: str
) -> list[str]:
    return [f"{margin}@{ast.unparse(decorator)}" for decorator in definition.decorator_list]


def _function(function: ast.FunctionDef | ast.AsyncFunctionDef, depth: int) -> list[str]:
    margin = INDENT * depth
    start = "async def" if isinstance(function, ast.AsyncFunctionDef) else "def"
    returns = f" -> {ast.unparse(function.returns)}" if function.returns else ""
    head, tail = f"{margin}{start} {function.name}{_generic(function)}(", f"){returns}:"
    parameters = _parameters(function.args)
    one_line = head + ", ".join(parameters) + tail
    if len(one_line) + len(" ...") <= WIDTH:
        lines = [one_line]
    else:
        lines = [head, *(f"{margin}{INDENT}{one}," for one in parameters), margin + tail]
    if _is_empty(function.body):
        lines[-1] += " ..."
        return lines
    return [*lines, *formatted(function.body, depth + 1)]


def _class(definition: ast.ClassDef, depth: int) -> list[str]:
    bases = [ast.unparse(base) for base in definition.bases]
    bases += [ast.unparse(keyword) for keyword in definition.keywords]
    inside = f"({', '.join(bases)})" if bases else ""
    head = f"{INDENT * depth}class {definition.name}{_generic(definition)}{inside}:"
    if _is_empty(definition.body):
        return [f"{head} ..."]
    return [head, *formatted(definition.body, depth + 1)]


def _generic(definition: ast.AST) -> str:
    variables: list[ast.AST] = getattr(definition, "type_params", [])
    return f"[{', '.join(map(ast.unparse, variables))}]" if variables else ""


def _is_empty(body: list[ast.stmt]) -> bool:
    match body:
        case [ast.Expr(value=ast.Constant(value=value))]:
            return value is ...
        case _:
            return False


def _parameters(arguments: ast.arguments) -> list[str]:
    """Return the text of each parameter, `/` and `*` among them."""
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults = [None] * (len(positional) - len(arguments.defaults)) + list(arguments.defaults)
    parts = [
        _parameter(argument, default)
        for argument, default in zip(positional, defaults, strict=True)
    ]
    if arguments.posonlyargs:
        parts.insert(len(arguments.posonlyargs), "/")
    if arguments.vararg:
        parts.append(f"*{_parameter(arguments.vararg, None)}")
    elif arguments.kwonlyargs:
        parts.append("*")
    parts += [
        _parameter(argument, default)
        for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    ]
    if arguments.kwarg:
        parts.append(f"**{_parameter(arguments.kwarg, None)}")
    return parts


def _parameter(argument: ast.arg, default: ast.expr | None) -> str:
    if argument.annotation is None:
        return argument.arg if default is None else f"{argument.arg}={ast.unparse(default)}"
    text = f"{argument.arg}: {ast.unparse(argument.annotation)}"
    return text if default is None else f"{text} = {ast.unparse(default)}"


def _docstring(text: str, margin: str) -> list[str]:
    """Return a docstring as it was written: its lines are indented already, as deep as here."""
    escaped = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    if escaped.endswith('"'):
        escaped = escaped[:-1] + '\\"'
    return f'{margin}"""{escaped}"""'.split("\n")
