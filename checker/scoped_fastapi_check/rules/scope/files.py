"""`FileResponse` of a file that a dependency removes before the response is sent."""

from __future__ import annotations

import ast
from typing import Final

from scoped_fastapi_check.analysis.questions import Check, SubclassOf, ask
from scoped_fastapi_check.diagnostics.codes import SCOPE
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.lifetimes import Lifetime, lifetime, yield_dependency
from scoped_fastapi_check.model.module import Expression, Function, Parameter
from scoped_fastapi_check.model.walk import last_name
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.shared.provision import dependency_name
from scoped_fastapi_check.rules.shared.routes_asking import RoutesAsking

# Blocks that remove a file or a folder when they are left.
BLOCKS: Final = ("TemporaryDirectory", "NamedTemporaryFile")
_TEMPORARY: Final = frozenset(f"tempfile.{name}" for name in BLOCKS)
REMOVING: Final = frozenset(
    {"shutil.rmtree", "os.remove", "os.unlink", "os.rmdir", "posix.remove", "posix.unlink"}
)
_METHODS: Final = frozenset({"unlink", "rmdir", "cleanup"})
_WORDS: Final = _METHODS | {name.rpartition(".")[2] for name in _TEMPORARY | REMOVING}
_MAX_DEPTH: Final = 10
# What makes a path of the path it is given, or of the one it is called on.
_JOINING: Final = frozenset({"join", "Path", "PurePath", "str", "fspath", "abspath", "realpath"})
_OF_PATHS: Final = frozenset(
    {"joinpath", "resolve", "absolute", "as_posix", "__str__", "expanduser"}
)
_RENAMING: Final = frozenset({"with_suffix", "with_name", "with_stem"})


def check_files(context: Context, function: Function, routes: RoutesAsking) -> Check:
    """Each `FileResponse` whose path comes from a dependency that is closed, and removes it, first."""
    for parameter in function.parameters:
        marker = context.marker(parameter)
        dependency = None if marker is None else marker.dependency
        if marker is None or dependency is None:
            continue
        generator = yield_dependency(dependency, context.names)
        if generator is None or not _removes(generator.function, context):
            continue
        asked = lifetime(marker, context.names)
        registered = routes.of_handler(function) if asked is Lifetime.DEFAULT else []
        if registered and routes.may_be_response_scoped(registered):
            asked = yield from routes.said_by_routers(registered)
        if asked is not Lifetime.RESPONSE:
            continue
        for call in context.calls.inside(function.body):
            path = call.argument("path", 0)
            if path is None or not is_made_of(path.node, parameter.name, function, 0):
                continue
            question = SubclassOf(call.callee, (fullnames.FILE_RESPONSE,))
            if (yield from ask(question)) is not None:
                context.report(_finding(path, parameter, dependency))


def is_temporary(made: ast.Call, fullname: str | None) -> bool:
    """Whether a block certainly removes a file or a folder at its end."""
    return fullname in _TEMPORARY and not any(
        keyword.arg in {"delete", "ignore_cleanup_errors", None} for keyword in made.keywords
    )


def _removes(generator: Function, context: Context) -> bool:
    """Whether a generator removes a file at its end: what is not removed, it would not yield around."""
    body = generator.body
    if not any(body.module.mentions(word) for word in _WORDS):
        return False
    for node in ast.walk(generator.node):
        if not isinstance(node, ast.Call):
            continue
        fullname = context.names.fullname(Expression(node.func, body))
        if fullname in _TEMPORARY:
            return is_temporary(node, fullname)
        if fullname in REMOVING:
            return True
        if isinstance(node.func, ast.Attribute) and node.func.attr in _METHODS:
            return True
    return False


def is_made_of(node: ast.expr, wanted: str, function: Function, depth: int) -> bool:
    """Whether a path is put together from what a name of a function stands for.

    What another function makes of it may be somewhere else: a copy, an archive.
    """
    if depth > _MAX_DEPTH:
        return False
    if isinstance(node, ast.Name) and node.id != wanted:
        value = function.body.single_value(node.id)
        return value is not None and is_made_of(value, wanted, function, depth + 1)
    if isinstance(node, ast.Name):
        return True
    return any(
        is_made_of(part, wanted, function, depth + 1)
        for part in _parts_of_path(node, wanted, function)
    )


def _parts_of_path(node: ast.expr, wanted: str, function: Function) -> list[ast.expr]:
    """What a path is in, or is itself; `folder + ".zip"` stands beside the folder."""
    match node:
        case ast.Attribute(value):
            return [value]
        case ast.BinOp(left, ast.Div()):
            return [left]
        case ast.BinOp(left, ast.Add(), right) if _begins_with_slash(right) or not is_itself(
            left, wanted, function, 0
        ):
            return [left]
        case ast.JoinedStr([ast.FormattedValue(value), *rest]) if (
            not rest or _begins_with_slash(rest[0]) or not is_itself(value, wanted, function, 0)
        ):
            return [value]
        case ast.Call(func, [first, *_]) if last_name(func) in _JOINING:
            return [first]
        case ast.Call(ast.Attribute(value, method)) if method in _OF_PATHS or (
            method in _RENAMING and not is_itself(value, wanted, function, 0)
        ):
            return [value]
        case _:
            return []


def _begins_with_slash(node: ast.expr) -> bool:
    match node:
        case ast.Constant(str(text)):
            return text.startswith(("/", "\\"))
        case ast.Attribute(attr="sep"):
            return True
        case _:
            return False


def is_itself(node: ast.expr, wanted: str, function: Function, depth: int) -> bool:
    """Whether a path is the very one that a name stands for, or that of the file it stands for."""
    match node:
        case ast.Name(id=name) if name == wanted:
            return True
        case ast.Name(id=name) if depth < _MAX_DEPTH:
            value = function.body.single_value(name)
            return value is not None and is_itself(value, wanted, function, depth + 1)
        case ast.Attribute(value, "name"):
            return is_itself(value, wanted, function, depth)
        case ast.Call(func, [only]) if last_name(func) in _JOINING:
            return is_itself(only, wanted, function, depth)
        case ast.Call(ast.Attribute(value, method), []) if method in _OF_PATHS:
            return is_itself(value, wanted, function, depth)
        case _:
            return False


def _finding(path: Expression, parameter: Parameter, dependency: Expression) -> Diagnostic:
    name = dependency_name(dependency)
    return Diagnostic.at(
        path.node,
        SCOPE,
        f'"{name}" removes what "{parameter.name}" leads to before the response is sent, but '
        '"FileResponse" reads the file after that',
        f"FastAPI answers with a 500 error: use \"Depends({name}, scope='request')\", or remove the "
        "file in a background task of the response",
    )
