"""What is returned out of the block that removes or closes it: a file that is sent after that."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from scoped_fastapi_check.analysis.questions import Check, SubclassOf, ask
from scoped_fastapi_check.diagnostics.codes import SCOPE
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Call, Expression, Function
from scoped_fastapi_check.model.walk import last_name, nodes_outside
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.scope.files import (
    REMOVING,
    is_itself,
    is_made_of,
    is_temporary,
)
from scoped_fastapi_check.rules.shared.request_functions import own_nodes
from scoped_fastapi_check.rules.shared.wording import written

# Open files that their blocks close.
_OPENED: Final = frozenset(
    {"builtins.open", "io.open", "_io.open", "gzip.open", "bz2.open", "lzma.open"}
    | {
        f"tempfile.{name}"
        for name in ("TemporaryFile", "NamedTemporaryFile", "SpooledTemporaryFile")
    }
)
_THERE: Final = frozenset({"exists", "isfile", "isdir", "is_file", "is_dir"})
_FOLDERS: Final = frozenset({"shutil.rmtree"})


def check_blocks(context: Context) -> Iterator[Check]:
    """One check for each file that is returned out of the block which removes or closes it."""
    sends_files = context.module.mentions("FileResponse")
    if not sends_files and not context.module.mentions("StreamingResponse"):
        return
    for function in context.module.functions:
        for block in own_nodes(function):
            if isinstance(block, ast.With | ast.AsyncWith):
                yield from _check_block(context, function, block)
            elif isinstance(block, ast.Try) and block.finalbody and sends_files:
                yield from _check_try(context, function, block)


def _check_block(
    context: Context, function: Function, block: ast.With | ast.AsyncWith
) -> Iterator[Check]:
    for item in block.items:
        match item:
            case ast.withitem(ast.Call(func) as made, ast.Name(name)):
                fullname = context.names.fullname(Expression(func, function.body))
                if is_temporary(made, fullname):
                    yield from _removed(context, function, block.body, name, _of_block(made, name))
                if fullname in _OPENED:
                    for call in _returned_calls(function, block.body):
                        yield _check_streamed(context, call, made, name)
            case _:
                pass


def _of_block(made: ast.Call, name: str) -> tuple[str, str]:
    return (
        f'"{written(made.func)}" removes what "{name}" leads to when its block is left',
        "depend on a generator that yields within the block, or remove the file in a background "
        "task of the response",
    )


def _check_try(context: Context, function: Function, block: ast.Try) -> Iterator[Check]:
    """`try: return FileResponse(path)` and `finally: os.remove(path)`."""
    for statement in _run_at_the_end(block):
        match statement:
            case ast.Expr(ast.Call(func, [ast.Name(name), *_]) as removal):
                fullname = context.names.fullname(Expression(func, function.body))
                is_removal, is_folder = fullname in REMOVING, fullname in _FOLDERS
            case ast.Expr(ast.Call(ast.Attribute(ast.Name(name), "unlink")) as removal):
                is_removal, is_folder = True, False
            case _:
                continue
        if is_removal:
            words = (
                f'"{written(removal)}" is run before the response is sent',
                "remove it in a background task of the response",
            )
            yield from _removed(context, function, block.body, name, words, is_folder=is_folder)


def _run_at_the_end(block: ast.Try) -> Iterator[ast.stmt]:
    """What `finally` runs, also if a file is there: `if os.path.exists(path)`."""
    for statement in block.finalbody:
        match statement:
            case ast.If(ast.Call(func), body) if last_name(func) in _THERE:
                yield from body
            case _:
                yield statement


def _removed(
    context: Context,
    function: Function,
    body: list[ast.stmt],
    name: str,
    words: tuple[str, str],
    *,
    is_folder: bool = True,
) -> Iterator[Check]:
    for call in _returned_calls(function, body):
        path = call.argument("path", 0)
        leads = is_made_of if is_folder else is_itself
        if path is not None and leads(path.node, name, function, 0):
            yield _check_sent(context, call, path, words)


def _returned_calls(function: Function, body: list[ast.stmt]) -> Iterator[Call]:
    for returned in nodes_outside(body):
        if isinstance(returned, ast.Return) and isinstance(returned.value, ast.Call):
            yield Call(returned.value, function.body, is_decorator=False)


def _check_sent(context: Context, call: Call, path: Expression, words: tuple[str, str]) -> Check:
    if (yield from ask(SubclassOf(call.callee, (fullnames.FILE_RESPONSE,)))) is not None:
        happens, advice = words
        context.report(
            Diagnostic.at(
                path.node,
                SCOPE,
                f'{happens}, but "FileResponse" reads the file after that',
                f"FastAPI answers with a 500 error: {advice}",
            )
        )


def _check_streamed(context: Context, call: Call, made: ast.Call, name: str) -> Check:
    """`with open(path) as file: return StreamingResponse(file)`."""
    content = call.argument("content", 0)
    match None if content is None else content.node:
        case ast.Name(id=given) | ast.Call(ast.Name("iter"), [ast.Name(id=given)]) if given == name:
            pass
        case _:
            return
    assert content is not None
    if (yield from ask(SubclassOf(call.callee, (fullnames.STREAMING_RESPONSE,)))) is not None:
        context.report(
            Diagnostic.at(
                content.node,
                SCOPE,
                f'"{written(made.func)}" closes "{name}" when its block is left, but '
                '"StreamingResponse" reads it after that',
                "FastAPI sends the headers and fails then: open the file in a generator that is "
                'streamed, or send it with "FileResponse"',
            )
        )
