"""Parameters whose metadata FastAPI ignores, at the top of the annotation or within a union."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.diagnostics.codes import ANNOTATED
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model.declarations import type_and_metadata
from scoped_fastapi_check.model.module import Alias
from scoped_fastapi_check.model.resolution import resolve
from scoped_fastapi_check.model.unions import union_members
from scoped_fastapi_check.rules.annotated.metadata import (
    Ignored,
    Meant,
    called_fix,
    ignored,
)
from scoped_fastapi_check.rules.annotated.sources import (
    hidden_in_union,
    is_harmless,
    source_of,
)
from scoped_fastapi_check.rules.annotated.wording import consequence, in_union, not_called, ways

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import Check
    from scoped_fastapi_check.model.declarations import Declaration, ParameterMarker
    from scoped_fastapi_check.model.module import Parameter
    from scoped_fastapi_check.rules.base import Context

_LITERALS: Final = (ast.Constant, ast.List, ast.Dict, ast.Tuple, ast.Set, ast.UnaryOp)


def check_parameter(
    context: Context, parameter: Parameter, in_path: frozenset[str] = frozenset()
) -> Check:
    """One parameter of a handler or of a dependency."""
    if parameter.annotation is None:
        return
    declared = context.declaration(parameter)
    default = parameter.default
    if declared.marker is not None or (
        default is not None and not isinstance(resolve(default, context.names).node, _LITERALS)
    ):
        return
    found = yield from ignored(context, declared)
    if found is not None:
        source = yield from source_of(context, declared.type, in_path=parameter.name in in_path)
        if source is None or (found.marker and is_harmless(found.marker, source)):
            return
        _report(context, parameter, found, source)
    elif not declared.metadata and parameter.name not in in_path:
        hidden = yield from hidden_in_union(context, declared)
        if hidden is not None:
            context.report(_hidden(context, declared, *hidden))


def _report(context: Context, parameter: Parameter, found: Ignored, source: str) -> None:
    alias = _alias_of(found)
    if alias is not None and found.meant is Meant.MARKER:
        return  # Reported at the alias, in the module that defines it.
    if alias is not None and alias.value.scope.module is context.module:
        message = f'alias "{alias.name}" {not_called(found)}'
        note = ways("a parameter of this type", source, found)
        context.report(Diagnostic.at(alias.node, ANNOTATED, message, note, fix=called_fix(found)))
        return
    message = f'parameter "{parameter.name}" {not_called(found)}'
    note = ways(f'"{parameter.name}"', source, found)
    context.report(Diagnostic.at(parameter.node, ANNOTATED, message, note, fix=called_fix(found)))


def _alias_of(found: Ignored) -> Alias | None:
    """The alias in whose definition the metadata stands."""
    item = found.item.node
    for alias in found.item.scope.module.aliases:
        node = alias.value.node
        parts = node.slice if isinstance(node, ast.Subscript) else None
        if isinstance(parts, ast.Tuple) and any(part is item for part in parts.elts):
            return alias
    return None


def _hidden(
    context: Context, declared: Declaration, marker: ParameterMarker, source: str
) -> Diagnostic:
    assert declared.type is not None
    members = union_members(declared.type, context.names)
    types = [type_and_metadata(member, context.names)[0] or member for member in members]
    name = f'"{declared.parameter.name}"'
    return Diagnostic.at(
        declared.parameter.node,
        ANNOTATED,
        f'parameter {name} has "{ast.unparse(marker.call.node)}" in a member of a union, where '
        "FastAPI does not look",
        f'{consequence(name, source, marker.name)}: write "{in_union(types, marker.call.node)}"',
    )
