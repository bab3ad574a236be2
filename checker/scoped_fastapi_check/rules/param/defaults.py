"""Defaults that stand where FastAPI takes none: in `Path()`, and in a marker inside `Annotated`."""

from __future__ import annotations

import ast
from collections.abc import Generator
from pathlib import Path
from typing import Any, Final

from scoped_fastapi_check.analysis.constants import integer_value
from scoped_fastapi_check.analysis.questions import Check, Question
from scoped_fastapi_check.diagnostics.codes import PARAM
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Edit, Fix
from scoped_fastapi_check.model.declarations import (
    ParameterMarker,
    as_parameter_marker,
    markers_in,
)
from scoped_fastapi_check.model.module import Call, Expression, Parameter
from scoped_fastapi_check.model.resolution import resolve
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.shared.edits import replaced, source_of

REFUSED: Final = "FastAPI refuses to register the route"
_VALUES: Final = (ast.Constant, ast.List, ast.Dict, ast.Tuple, ast.Set)


def check_marker(context: Context, call: Call) -> Check:
    """What a marker refuses wherever it stands, as soon as it is called."""
    marker = as_parameter_marker(Expression(call.node, call.scope), context.names)
    if marker is None:
        return
    if marker.is_dependency:
        if (limit := call.keyword("max_concurrency")) is not None and (
            yield from _is_no_limit(limit)
        ):
            context.report(
                Diagnostic.at(
                    limit.node,
                    PARAM,
                    f'"max_concurrency={ast.unparse(limit.node)}" is no positive number',
                    f'FastAPI refuses the "{marker.name}()": give a positive number, or None for no '
                    "limit",
                )
            )
    elif marker.name == "Path" and (default := given_default(context, marker)) is not None:
        context.report(
            Diagnostic.at(
                call.node,
                PARAM,
                f'"Path()" has the default "{ast.unparse(default.node)}", but a path always has a '
                "value",
                'FastAPI refuses the "Path()": remove the default',
            )
        )


def _is_no_limit(limit: Expression) -> Generator[Question[Any], Any, bool]:
    node = limit.node
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return isinstance(node.operand, ast.Constant)
    number = yield from integer_value(limit)
    return number is not None and number <= 0


def given_default(context: Context, marker: ParameterMarker) -> Expression | None:
    """The default value of a marker, where it certainly is one and not the `...` of old."""
    default = marker.call.argument("default", 0)
    if default is None:
        return None
    value = resolve(default, context.names)
    node = value.node
    is_ellipsis = isinstance(node, ast.Constant) and node.value is ...
    is_made = isinstance(node, ast.Call) and context.names.is_class(value.uncalled())
    return default if (is_made or isinstance(node, _VALUES)) and not is_ellipsis else None


def check_alias(context: Context, value: Expression) -> None:
    """`X = Annotated[T, Query(3)]`, wherever it will be used."""
    check_annotated(context, markers_in(value, context.names))


def check_annotated(
    context: Context, markers: tuple[ParameterMarker, ...], parameter: Parameter | None = None
) -> None:
    """The markers of one `Annotated`; if the last one is a dependency, FastAPI looks at no other."""
    if not markers or markers[-1].is_dependency:
        return
    for marker in markers:
        # Path() has refused its default already.
        if marker.is_dependency or marker.name == "Path":
            continue
        default = given_default(context, marker)
        if default is None or marker.call.callee.scope.module is not context.module:
            continue
        value = ast.unparse(default.node)
        context.report(
            Diagnostic.at(
                marker.call.node,
                PARAM,
                f'"{marker.name}()" has the default "{value}", but stands in Annotated',
                f'{REFUSED}: write the default after the annotation, "= {value}"',
                fix=None if parameter is None else _moved(marker, default, parameter),
            )
        )


def _moved(marker: ParameterMarker, default: Expression, parameter: Parameter) -> Fix | None:
    """The default behind the annotation, where Python has it."""
    call, annotation = marker.call, parameter.annotation
    value = source_of(default)
    if value is None or annotation is None or parameter.default is not None:
        return None
    rest = [
        *(call.node.args[1:] if default.node in call.node.args else call.node.args),
        *(word.value for word in call.node.keywords if word.value is not default.node),
    ]
    names = {word.value: word.arg for word in call.node.keywords}
    texts = [(names.get(node), source_of(default.sibling(node))) for node in rest]
    function, whole = source_of(call.callee), source_of(annotation)
    is_here = any(node is call.node for node in ast.walk(annotation.node))
    if function is None or whole is None or call.has_unpacking or not is_here:
        return None
    if any(text is None for _, text in texts):
        return None
    arguments = ", ".join(
        text if name is None else f"{name}={text}" for name, text in texts if text
    )
    edit = replaced(default.sibling(call.node), f"{function}({arguments})")
    if edit is None:
        return None
    path = Path(annotation.scope.module.path)
    after = Edit.after(annotation.node, f" = {value}", path)
    return Fix(f'Write the default after the annotation, "= {value}"', (edit, after))
