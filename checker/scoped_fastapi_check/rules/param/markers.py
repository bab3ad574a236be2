"""Markers that get into each other's way, or into the way of what FastAPI passes by itself."""

from __future__ import annotations

import ast
from typing import Final

from scoped_fastapi_check.analysis.questions import Check, SubclassOf, ask
from scoped_fastapi_check.diagnostics.codes import PARAM
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.declarations import Declaration
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.param.defaults import REFUSED, check_annotated

# Classes whose instances FastAPI passes itself.
PASSED: Final = (
    fullnames.HTTP_CONNECTION,
    fullnames.RESPONSE,
    fullnames.BACKGROUND_TASKS,
    fullnames.SECURITY_SCOPES,
)


def check_parameter(context: Context, declared: Declaration) -> Check:
    """Compare the annotation of a parameter with its default, and with what it declares."""
    annotation = declared.parameter.annotation
    if annotation is not None and isinstance(annotation.node, ast.Subscript | ast.Constant):
        check_annotated(context, declared.in_annotation, declared.parameter)
    inside = declared.in_annotation[-1] if declared.in_annotation else None
    default = declared.by_default
    if inside is not None and default is not None:
        # A `Depends` in the annotation lets FastAPI forget a `Query` in the default.
        if default.is_dependency or not inside.is_dependency:
            context.report(
                Diagnostic.at(
                    declared.parameter.node,
                    PARAM,
                    f'parameter "{declared.parameter.name}" has "{inside.name}()" in its annotation '
                    f'and "{default.name}()" as its default',
                    f"{REFUSED}: keep one of them",
                )
            )
        return
    marker = declared.marker
    if marker is None or marker.is_dependency or declared.type is None:
        return
    if (yield from ask(SubclassOf(declared.type, PASSED))) is not None:
        name = ast.unparse(declared.type.node)
        context.report(
            Diagnostic.at(
                declared.parameter.node,
                PARAM,
                f'parameter "{declared.parameter.name}" is declared as "{name}", which FastAPI '
                f'passes itself, and has "{marker.name}()"',
                f'{REFUSED}: remove the "{marker.name}()"',
            )
        )
