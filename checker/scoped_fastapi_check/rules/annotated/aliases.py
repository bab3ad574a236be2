"""`Token = Annotated[str, Header]`: the marker is ignored wherever the alias will be used."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from scoped_fastapi_check.diagnostics.codes import ANNOTATED
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.declarations import type_and_metadata
from scoped_fastapi_check.rules.annotated.metadata import called_fix, uncalled_marker
from scoped_fastapi_check.rules.annotated.sources import is_harmless, source_of
from scoped_fastapi_check.rules.annotated.wording import not_called, ways

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import Check
    from scoped_fastapi_check.model.module import Alias
    from scoped_fastapi_check.rules.base import Context


def check_alias(context: Context, alias: Alias) -> Check:
    """A marker that was not called can only be meant for FastAPI, whoever uses the alias."""
    node = alias.value.node
    if not isinstance(node, ast.Subscript) or not isinstance(node.slice, ast.Tuple):
        return
    if context.names.fullname(alias.value.sibling(node.value)) not in fullnames.ANNOTATED:
        return
    items = [alias.value.sibling(part) for part in node.slice.elts[1:]]
    found = [marker for item in items if (marker := uncalled_marker(context, item))]
    if not found or any(isinstance(item.node, ast.Call) for item in items):
        return
    typ, _ = type_and_metadata(alias.value, context.names)
    source = yield from source_of(context, typ)
    last = found[-1]
    if source is None or is_harmless(last.marker, source):
        return
    context.report(
        Diagnostic.at(
            alias.node,
            ANNOTATED,
            f'alias "{alias.name}" {not_called(last)}',
            ways("a parameter of this type", source, last),
            fix=called_fix(last),
        )
    )
