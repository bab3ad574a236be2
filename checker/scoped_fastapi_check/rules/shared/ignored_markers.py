"""Markers that FastAPI ignores: one rule reports them, and others must not build on what is left."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.declarations import markers_in
from scoped_fastapi_check.model.unions import union_members

if TYPE_CHECKING:
    from scoped_fastapi_check.model.declarations import Declaration
    from scoped_fastapi_check.model.names import Names


def has_ignored_marker(declared: Declaration, names: Names) -> bool:
    """Whether a marker is not called, or hidden in a member of a union, or something stands for one."""
    if declared.marker is not None or declared.type is None:
        return False
    for item in declared.metadata:
        if not isinstance(item.node, ast.Name | ast.Attribute):
            continue
        if names.fullname(item) in fullnames.MARKERS or names.function(item) is not None:
            return True
    members = union_members(declared.type, names)
    return len(members) > 1 and any(markers_in(member, names) for member in members)
