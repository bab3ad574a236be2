"""Convertors of path parameters: `{item_id:int}` gives the handler an int, whatever it declares."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import (
    Check,
    ProjectMentions,
    Steps,
    SubclassOf,
    ask,
)
from scoped_fastapi_check.analysis.routers import router_class
from scoped_fastapi_check.diagnostics.codes import PATH
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Expression, Parameter
from scoped_fastapi_check.model.paths import PathParameter, path_parameters
from scoped_fastapi_check.model.routes import Registration
from scoped_fastapi_check.model.unions import union_members
from scoped_fastapi_check.model.walk import is_none_written
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.param.dependencies import parameters_below

if TYPE_CHECKING:
    from scoped_fastapi_check.model.declarations import Declaration

_KNOWN: Final = {"str": "str", "path": "str", "int": "int", "float": "float", "uuid": "UUID"}
# By this a project defines convertors of its own.
_REGISTER: Final = "register_url_convertor"
_TEXTS: Final = frozenset({"builtins.str", "builtins.bytes", "pathlib.Path"})
_TIMES: Final = frozenset(f"datetime.{name}" for name in ("datetime", "date", "time", "timedelta"))
_NUMBERS: Final = frozenset({"builtins.int", "builtins.float", "builtins.bool", "decimal.Decimal"})
# What pydantic never makes of the value that a convertor gives.
_NEVER: Final = {
    "int": _TEXTS | {"uuid.UUID"},
    "float": _TEXTS | {"uuid.UUID"},
    "uuid": _TEXTS | _TIMES | _NUMBERS,
}
# An enum with one of these says itself what its values are made of.
_OWN_VALUES: Final = ("_missing_", "__get_pydantic_core_schema__", "__get_validators__")


def check_route(
    context: Context, registration: Registration, given: Expression, path: str
) -> Check:
    """An unknown convertor, and one whose value a parameter can never take."""
    converted = [part for part in path_parameters(path) if part.convertor != "str"]
    if not converted or (yield from router_class(registration, "path")) is None:
        return
    yield from check_known(context, given, path)
    for parameter in _parameters(context, registration):
        for part in converted:
            if part.name != parameter.name:
                continue
            if (yield from _never_takes(context, parameter, part.convertor)):
                context.report(_refused(context, given, parameter, part))


def check_known(context: Context, given: Expression, path: str) -> Check:
    """A convertor of a path or of a prefix that nobody has registered."""
    for part in path_parameters(path):
        if part.convertor in _KNOWN:
            continue
        if not (yield from ask(ProjectMentions(context.module, _REGISTER))):
            context.report(_unknown(given, part))


def _parameters(context: Context, registration: Registration) -> Iterator[Parameter]:
    """The parameters of a handler and of its dependencies."""
    if registration.function is not None and registration.is_direct:
        yield from registration.function.parameters
        yield from parameters_below(context, registration)


def _never_takes(context: Context, parameter: Parameter, convertor: str) -> Steps[bool]:
    declared = context.declaration(parameter)
    if declared.type is None or not declared.is_known or declared.has_other_metadata:
        return False
    if declared.marker is not None and _looks_elsewhere(declared):
        return False
    never = _NEVER.get(convertor, frozenset())
    members = [
        member
        for member in union_members(declared.type, context.names)
        if not is_none_written(member.node)
    ]
    if not never or not members:
        return False
    for member in members:
        if not (_is_among(member, never, context) or (yield from _is_enum_of_texts(member))):
            return False
    return True


def _is_enum_of_texts(typ: Expression) -> Steps[bool]:
    """`class Kind(str, Enum)`: no value of another type is one of its members."""
    if isinstance(typ.node, ast.Subscript):
        return False
    made = (*_OWN_VALUES, "__new__")
    if (yield from ask(SubclassOf(typ, ("enum.StrEnum",), made))) is not None:
        return True
    if (yield from ask(SubclassOf(typ, ("enum.Enum",), _OWN_VALUES))) is None:
        return False
    # "StrEnum" has a "__new__" of its own, so that it comes first.
    return (yield from ask(SubclassOf(typ, ("builtins.str",), ("__new__",)))) is not None


def _looks_elsewhere(declared: Declaration) -> bool:
    marker = declared.marker
    return marker is not None and (
        marker.name != "Path" or marker.call.keyword("alias") is not None
    )


def _is_among(typ: Expression, never: frozenset[str], context: Context) -> bool:
    node = typ.node
    if isinstance(node, ast.Subscript):
        parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        is_literal = context.names.fullname(typ.sibling(node.value)) in fullnames.LITERAL
        return is_literal and all(
            isinstance(part, ast.Constant) and isinstance(part.value, str) for part in parts
        )
    return context.names.fullname(typ) in never


def _unknown(given: Expression, part: PathParameter) -> Diagnostic:
    known = ", ".join(f'"{name}"' for name in _KNOWN)
    return Diagnostic.at(
        given.node,
        PATH,
        f'path parameter "{part.name}" has the unknown convertor "{part.convertor}"',
        f"FastAPI refuses to register the route: the convertors are {known}",
    )


def _refused(
    context: Context, given: Expression, parameter: Parameter, part: PathParameter
) -> Diagnostic:
    typ = context.declaration(parameter).type
    assert typ is not None
    here = parameter.function.scope.module is context.module
    kind = _KNOWN[part.convertor]
    return Diagnostic.at(
        parameter.node if here else given.node,
        PATH,
        f'path parameter "{part.name}" is declared as "{ast.unparse(typ.node)}", but '
        f'"{{{part.name}:{part.convertor}}}" gives a value of type "{kind}"',
        "FastAPI cannot convert one to the other and answers 422 to every request: declare it as "
        f'"{kind}", or write "{{{part.name}}}"',
    )
