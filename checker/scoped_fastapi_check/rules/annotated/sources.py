"""Where FastAPI takes the value of a parameter from, and where its marker says."""

from __future__ import annotations

import ast
from collections.abc import Generator
from typing import TYPE_CHECKING, Any, Final

from scoped_fastapi_check.analysis.questions import Question, SubclassOf, Unsupported, ask
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.declarations import markers_in
from scoped_fastapi_check.model.unions import union_members
from scoped_fastapi_check.rules.param.markers import PASSED
from scoped_fastapi_check.rules.param.types import Shapes

if TYPE_CHECKING:
    from scoped_fastapi_check.model.declarations import Declaration, ParameterMarker
    from scoped_fastapi_check.model.module import Expression
    from scoped_fastapi_check.rules.base import Context

PATH: Final = "the path"
FILE: Final = "a file"
BODY: Final = "the body"
QUERY: Final = "the query"
REFUSED: Final = "refused"

# What the marker of each name takes the value from.
OF_MARKERS: Final = {
    "Path": PATH,
    "Query": QUERY,
    "Header": "a header",
    "Cookie": "a cookie",
    "Body": BODY,
    "Form": "a form",
    "File": FILE,
    "Depends": "a dependency",
    "Security": "a dependency",
}

Source = Generator[Question[Any], Any, "str | None"]


def source_of(context: Context, typ: Expression | None, *, in_path: bool = False) -> Source:
    """What FastAPI takes a plain parameter of this type from; None where it passes it itself."""
    if in_path:
        return PATH
    if typ is None:
        return None
    for member in union_members(typ, context.names):
        base = member.sibling(_base(member.node))
        if not isinstance(base.node, ast.Name | ast.Attribute):
            continue
        known = yield from ask(SubclassOf(base, (*PASSED, fullnames.UPLOAD_FILE)))
        if known is not None:
            return FILE if known == fullnames.UPLOAD_FILE else None
    if (yield from Shapes(context.names).is_complex(typ)):
        return BODY
    if (yield from ask(Unsupported(typ))) is not None:
        return REFUSED
    return QUERY


def is_harmless(marker: ParameterMarker | str, source: str) -> bool:
    """Whether FastAPI takes the value from where an ignored marker says.

    `Path` is only ever meant for what is in a path, a part of which another module may know.
    """
    if isinstance(marker, str):
        return marker == "Path" or OF_MARKERS[marker] == source
    if marker.name == "Query" and marker.call.keyword("alias") is not None:
        return False
    return is_harmless(marker.name, source)


def _base(node: ast.expr) -> ast.expr:
    return node.value if isinstance(node, ast.Subscript) else node


def hidden_in_union(
    context: Context, declared: Declaration
) -> Generator[Question[Any], Any, tuple[ParameterMarker, str] | None]:
    """A marker in a member of a union, and what FastAPI takes the value from instead."""
    if declared.type is None:
        return None
    members = union_members(declared.type, context.names)
    if len(members) < 2:
        return None
    for member in members:
        for marker in markers_in(member, context.names):
            source = yield from source_of(context, declared.type)
            if source is not None and not is_harmless(marker, source):
                return marker, source
    return None
