"""Whether a route takes the form that the documentation's Authorize button sends, or certainly refuses it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.application.dependencies import function_behind
from scoped_fastapi_check.application.values import Class, Dependency, External, Function, Made
from scoped_fastapi_check.model.route_facts import Refusal
from scoped_fastapi_check.model.walk import last_name, nodes_in

if TYPE_CHECKING:
    from scoped_fastapi_check.application.dependencies import Needed, Trees
    from scoped_fastapi_check.application.machine import Machine
    from scoped_fastapi_check.application.routers import Registered

__all__ = ["refusal", "takes_form"]

_FORMS: Final = frozenset({"OAuth2PasswordRequestForm", "OAuth2PasswordRequestFormStrict"})
# What the button sends, and a handler may take one by one.
_FIELDS: Final = frozenset({"username", "password"})
_SENT: Final = _FIELDS | {"grant_type", "scope", "client_id", "client_secret"}
_MODELS: Final = frozenset({"BaseModel", "SQLModel"})
# Of these FastAPI makes a parameter of the query.
_SIMPLE: Final = frozenset({"bool", "float", "int", "str"})
_VALIDATING: Final = "validator"


def takes_form(needed: Needed) -> bool:
    """Whether a handler, or what it depends on, takes the form or its fields one by one."""
    cls = needed.key
    bases = [last_name(base) for base in cls.bases] if isinstance(cls, ast.ClassDef) else []
    is_form = not _FORMS.isdisjoint((needed.name, *bases))
    if isinstance(cls, ast.FunctionDef | ast.AsyncFunctionDef):
        is_form = is_form or set(_form_fields(cls.args)) >= _FIELDS
    return is_form or any(takes_form(below) for below in needed.below)


def _form_fields(arguments: ast.arguments) -> Iterator[str]:
    """The parameters that are fields of a form, one by one: `username: str = Form()`."""
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults = [*[None] * (len(positional) - len(arguments.defaults)), *arguments.defaults]
    named = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    for argument, default in (*zip(positional, defaults, strict=True), *named):
        for part in (argument.annotation, default):
            for node in () if part is None else ast.walk(part):
                if isinstance(node, ast.Call) and last_name(node.func) == "Form":
                    yield argument.arg


def refusal(
    machine: Machine, trees: Trees, entry: Registered, in_path: frozenset[str]
) -> Refusal | None:
    """The parameter for which a route answers 422 to the form: one that is required, and not in it."""
    function, skipped = function_behind(machine, entry.handler)
    if function is None or not entry.is_endpoint_kept or entry.has_own_route_class:
        return None
    if isinstance(function.node, ast.Lambda) or function.is_changed:
        return None
    for argument, default, marker in trees.declared(function, skipped):
        if argument.arg in in_path or isinstance(marker, Dependency):
            continue
        kind = None
        if marker is None and default is None:
            kind = _source_of(trees, argument, function)
        elif isinstance(marker, Made) and _name_of(marker) == "Form":
            is_field = argument.annotation is not None and _is_simple(argument.annotation)
            is_other = is_field and argument.arg not in _SENT and _is_required(marker, default)
            kind = "the form, which has none of that name" if is_other else None
        if kind is not None:
            return Refusal(argument.arg, kind)
    return None


def _name_of(marker: Made) -> str:
    """What a marker is called: `Form`."""
    return marker.callee.fullname.rpartition(".")[2]


def _is_required(marker: Made, default: ast.expr | None) -> bool:
    """Whether a field of a form has no default: neither beside its `Form()` nor in it."""
    if marker.keywords.keys() & {"alias", "validation_alias", "default", "default_factory"}:
        return False
    if default is None:
        return True
    if not isinstance(default, ast.Call):
        return False
    return all(isinstance(node, ast.Constant) and node.value is ... for node in default.args)


def _source_of(trees: Trees, argument: ast.arg, function: Function) -> str | None:
    """Where FastAPI looks for a required parameter without a marker: JSON for a model, or the query."""
    annotation = argument.annotation
    if annotation is not None and _is_simple(annotation):
        return "the query"
    declared = None if annotation is None else trees.evaluated(annotation, function.frame)
    if not isinstance(declared, Class):
        return None
    roots = list(declared.roots())
    is_model = bool(roots) and all(
        isinstance(root, External) and root.fullname.rpartition(".")[2] in _MODELS for root in roots
    )
    return "JSON" if is_model and not any(map(_may_read_text, declared.lineage())) else None


def _is_simple(annotation: ast.expr) -> bool:
    """Whether a parameter is a text or a number; of `Annotated` the type counts."""
    match annotation:
        case ast.Subscript(slice=ast.Tuple(elts=[first, *_])) if (
            last_name(annotation.value) == "Annotated"
        ):
            return _is_simple(first)
        case _:
            return isinstance(annotation, ast.Name) and annotation.id in _SIMPLE


def _may_read_text(cls: Class) -> bool:
    """Whether a model has a validator, which may make it of anything."""
    return any(
        _VALIDATING in last_name(decorator.func if isinstance(decorator, ast.Call) else decorator)
        for node in nodes_in(cls.node)
        if isinstance(node, ast.FunctionDef)
        for decorator in node.decorator_list
    )
