"""`FileResponse` of a file that a dependency removes before the response is sent."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import Final

from scoped_fastapi_check.analysis.questions import Check, SubclassOf, ask
from scoped_fastapi_check.diagnostics.codes import SCOPE
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.lifetimes import Lifetime, lifetime, yield_dependency
from scoped_fastapi_check.model.module import Expression, Function, Parameter
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.shared.provision import dependency_name
from scoped_fastapi_check.rules.shared.routes_asking import RoutesAsking

# Blocks that remove a file or a folder when they are left.
_TEMPORARY: Final = frozenset(
    f"tempfile.{name}" for name in ("TemporaryDirectory", "NamedTemporaryFile")
)
_REMOVING: Final = frozenset(
    {"shutil.rmtree", "os.remove", "os.unlink", "os.rmdir", "posix.remove", "posix.unlink"}
)
_METHODS: Final = frozenset({"unlink", "rmdir", "cleanup"})
_WORDS: Final = _METHODS | {name.rpartition(".")[2] for name in _TEMPORARY | _REMOVING}
_MAX_DEPTH: Final = 10


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
            if path is None or not _is_made_of(path.node, parameter, 0):
                continue
            question = SubclassOf(call.callee, (fullnames.FILE_RESPONSE,))
            if (yield from ask(question)) is not None:
                context.report(_finding(path, parameter, dependency))


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
            return not any(k.arg in {"delete", "ignore_cleanup_errors"} for k in node.keywords)
        if fullname in _REMOVING:
            return True
        if isinstance(node.func, ast.Attribute) and node.func.attr in _METHODS:
            return True
    return False


def _is_made_of(node: ast.expr, parameter: Parameter, depth: int) -> bool:
    """Whether a path is put together from what a parameter is given."""
    if depth > _MAX_DEPTH:
        return False
    names = [part for part in ast.walk(node) if isinstance(part, ast.Name)]
    if any(name.id == parameter.name for name in names):
        return True
    values: Iterable[ast.expr | None] = (
        parameter.function.body.single_value(name.id) for name in names
    )
    return any(value is not None and _is_made_of(value, parameter, depth + 1) for value in values)


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
