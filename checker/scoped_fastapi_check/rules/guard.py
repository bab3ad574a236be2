"""`fastapi-guard`: an entry of `dependencies=[...]` that checks nothing.

FastAPI calls what stands there and drops what it gives. A factory that was not called gives the
function that checks, a class gives the object whose `__call__` does, a function that forgets an `await`
gives a coroutine: none of them ever runs, and every request gets in. A response that is returned is
dropped as well, and so is a bool; only what is raised keeps a request from the handler.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.guards import Dropped, Kind, dropped
from scoped_fastapi_check.diagnostics.codes import GUARD
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Fix, Node, Related
from scoped_fastapi_check.model.declarations import as_parameter_marker
from scoped_fastapi_check.model.value_flow import loaded_names
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.shared.dependency_lists import entries, given_lists
from scoped_fastapi_check.rules.shared.edits import replaced, source_of
from scoped_fastapi_check.rules.shared.wording import written

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import Check
    from scoped_fastapi_check.model.module import Expression


def check(context: Context) -> Iterator[Check]:
    """One check for each dependency whose value nobody gets."""
    for given in given_lists(context) if context.module.mentions("dependencies") else ():
        for entry in entries(context, given):
            marker = as_parameter_marker(entry, context.names)
            if marker is None or not marker.is_dependency or marker.dependency is None:
                continue
            is_here = entry.scope.module is context.module
            yield _check(context, marker.dependency, entry.node if is_here else given.node)
    for function in context.module.functions:
        for parameter in function.parameters:
            if not parameter.name.startswith("_") or parameter.name in loaded_names(
                function.node.body
            ):
                continue
            found = context.marker(parameter)
            if found is not None and found.dependency is not None:
                yield _check(context, found.dependency, parameter.node)


def _check(context: Context, dependency: Expression, node: Node) -> Check:
    found = yield from dropped(dependency)
    if found is not None:
        context.report(_finding(context, dependency, node, found))


def _finding(context: Context, dependency: Expression, node: Node, found: Dropped) -> Diagnostic:
    name = written(dependency.node)
    related: list[Related] = []
    if found.function is not None:
        related = [Related.at(found.function, "what FastAPI calls")]
    says, right = _texts(context, dependency, found)
    # What the guard asks for may keep others out.
    happens = "a False keeps nobody out" if found.kind is Kind.VERDICT else "every request gets in"
    return Diagnostic.at(
        node,
        GUARD,
        f'"{name}" {says}',
        f"FastAPI drops what nobody asks for, so that {happens}: {right}",
        related=related,
        fix=_called_fix(dependency, found),
    )


def _called_fix(dependency: Expression, found: Dropped) -> Fix | None:
    """The call that was forgotten, where it needs no arguments; which ones are meant is not known."""
    function, text = found.function, source_of(dependency)
    if found.kind is not Kind.CALLABLE or function is None or text is None:
        return None
    if isinstance(dependency.node, ast.Lambda) or found.shown.startswith("type["):
        return None  # A class that is given by a factory has to be made, too.
    own = function.parameters[1:] if function.name == "__init__" else function.parameters
    if any(parameter.default is None for parameter in own):
        return None
    edit = replaced(dependency, f"{text}()")
    return None if edit is None else Fix(f'Call it: "{text}()"', (edit,), is_safe=False)


def _texts(context: Context, dependency: Expression, found: Dropped) -> tuple[str, str]:
    """What a dependency does in vain, and how to write it."""
    match found.kind:
        case Kind.CALLABLE if context.names.is_class(dependency):
            says = "only makes an object, and nobody calls that"
            return says, f'write "Depends({_called(dependency)})"'
        case Kind.CALLABLE:
            says = f'gives "{found.shown}", and nobody calls that'
            return says, f'write "Depends({_called(dependency)})"'
        case Kind.AWAITABLE:
            says = f'gives "{found.shown}", and nobody awaits that'
            return says, 'await it, in an "async def"'
        case Kind.EXCEPTION:
            says = f'returns an exception, "{found.shown}", and nobody raises that'
            return says, "raise it"
        case Kind.VERDICT:
            says = "only says yes or no, and nobody reads that"
            return says, 'raise "HTTPException" where it is False'
        case Kind.RESPONSE:
            says = f'returns a response, "{found.shown}", and nobody sends that'
            return says, 'raise "HTTPException" instead, with the headers that the response has'


def _called(dependency: Expression) -> str:
    """A factory or a class, with the call that was forgotten."""
    node = dependency.node
    if isinstance(node, ast.Lambda):
        return written(node.body)
    return f"{written(node)}(...)"


RULE: Final = Rule(GUARD, check)
