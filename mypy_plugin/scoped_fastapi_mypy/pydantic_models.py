"""What pydantic asks of the values it validates against a model, field by field.

The types of fields are mypy's. Whether a field has a default or an alias is read from the source of
the class, because mypy's tables do not say it, and differently so with pydantic's own plugin and
from a cache. A model that may validate in a way of its own is not judged at all.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from mypy.expandtype import expand_type_by_instance
from mypy.maptype import map_instance_to_supertype
from mypy.nodes import TypeInfo, Var
from mypy.types import Instance, Type
from scoped_fastapi_check import fullnames
from scoped_fastapi_check.model.module import Call, Expression, Scope

from scoped_fastapi_mypy.annotations import metadata
from scoped_fastapi_mypy.names import MypyNames

# They bring no fields and no validation of their own.
_NEUTRAL: Final = frozenset({"builtins.object", "typing.Generic", "abc.ABC", fullnames.BASE_MODEL})
# A class with one of these, or derived from such a class, decides itself what it takes.
_HOOKS: Final = frozenset(
    {
        "__init__",
        "__new__",
        "__init_subclass__",
        "__pydantic_init_subclass__",
        "__get_pydantic_core_schema__",
        "__class_getitem__",
    }
)
_FIELD_VALIDATORS: Final = frozenset(
    {
        "pydantic.functional_validators.field_validator",
        "pydantic.deprecated.class_validators.validator",
    }
)
_MODEL_VALIDATOR: Final = "pydantic.functional_validators.model_validator"
# These leave alone what is validated.
_HARMLESS_DECORATORS: Final = frozenset(
    {
        "builtins.property",
        "builtins.classmethod",
        "builtins.staticmethod",
        "functools.cached_property",
        "abc.abstractmethod",
        "typing.override",
        "typing_extensions.override",
        "pydantic.fields.computed_field",
        "pydantic.functional_serializers.field_serializer",
        "pydantic.functional_serializers.model_serializer",
    }
)
_DATACLASSES: Final = frozenset({"dataclasses.dataclass", "pydantic.dataclasses.dataclass"})
# Calls in `Annotated` that restrict a value, and neither convert nor replace it.
_RESTRICTIONS: Final = ("annotated_types.", "pydantic.fields.Field")
# Settings of a model that change which values it takes.
_CONVERTING_SETTINGS: Final = frozenset({"coerce_numbers_to_str"})
_UNKNOWN_SETTINGS: Final = frozenset({"alias_generator", "plugin_settings"})


class UnknownModelError(Exception):
    """A class validates in a way that the source does not show."""


@dataclass(frozen=True, slots=True)
class ModelField:
    """A field of a model; without a type, any value may do."""

    name: str
    is_required: bool
    type: Type | None


@dataclass(frozen=True, slots=True)
class _Declaration:
    """What the body of one class says about a field."""

    is_required: bool
    converts: bool


@dataclass(slots=True)
class _Body:
    """What the body of one class says: a None in the place of a field rules it out."""

    declarations: dict[str, _Declaration | None] = field(
        default_factory=dict[str, "_Declaration | None"]
    )
    converted: set[str] = field(default_factory=set[str])
    converts_all: bool = False


class Models:
    """Reads the fields of pydantic's models."""

    def __init__(self, names: MypyNames) -> None:
        self._names = names
        self._bodies: dict[str, _Body | None] = {}

    def fields(self, model: Instance) -> list[ModelField] | None:
        """The fields of a model by which a value is judged; None where it is not certain."""
        if not _is_plain(model.type):
            return None
        declared: dict[str, tuple[TypeInfo, _Declaration] | None] = {}
        converted: set[str] = set()
        converts_all = False
        for info in reversed(model.type.mro):
            if info.fullname in _NEUTRAL:
                continue
            if (body := self._body(info)) is None:
                return None
            is_model = info.has_base(fullnames.BASE_MODEL)
            for name, declaration in body.declarations.items():
                known = declaration is not None and is_model
                declared[name] = (info, declaration) if known and declaration else None
            converted |= body.converted
            converts_all = converts_all or body.converts_all or "*" in body.converted
        fields: list[ModelField] = []
        for name, found in declared.items():
            if found is not None:
                info, declaration = found
                is_open = converts_all or declaration.converts or name in converted
                typ = None if is_open else _field_type(name, info, model)
                fields.append(ModelField(name, declaration.is_required, typ))
        return fields

    def is_plain_class(self, info: TypeInfo) -> bool:
        """Whether a class that is no model leaves it to pydantic how it is validated."""
        for ancestor in info.mro:
            if ancestor.fullname in _NEUTRAL:
                continue
            body = self._body(ancestor)
            if body is None or body.converts_all or body.converted:
                return False
        return True

    def allows_extra(self, info: TypeInfo) -> bool:
        """Whether a model may keep values that are no fields of it."""
        return any(
            scope is None or any(key == "extra" for key, _ in _settings(scope))
            for ancestor in info.mro
            if ancestor.fullname not in _NEUTRAL
            for scope in [self._names.class_body(ancestor)]
        )

    # One class

    def _body(self, info: TypeInfo) -> _Body | None:
        if info.fullname not in self._bodies:
            try:
                self._bodies[info.fullname] = self._read(info)
            except UnknownModelError:
                self._bodies[info.fullname] = None
        return self._bodies[info.fullname]

    def _read(self, info: TypeInfo) -> _Body:
        scope = self._names.class_body(info)
        if scope is None or not isinstance(scope.node, ast.ClassDef):
            raise UnknownModelError
        for decorator in scope.node.decorator_list:
            if not self._makes_dataclass(Expression(decorator, scope.parent or scope)):
                raise UnknownModelError
        body = _Body()
        for key, value in _settings(scope):
            if key is None or key in _UNKNOWN_SETTINGS:
                raise UnknownModelError
            if key in _CONVERTING_SETTINGS and not _is_false(value):
                body.converts_all = True
        for statement in scope.node.body:
            self._read_statement(statement, scope, body)
        return body

    def _makes_dataclass(self, decorator: Expression) -> bool:
        """Whether all that a decorator does to a class is to make a dataclass of it."""
        node = decorator.node
        if isinstance(node, ast.Call):
            if any(keyword.arg in {None, "config"} for keyword in node.keywords):
                return False
            decorator = decorator.sibling(node.func)
        return self._names.fullname(decorator) in _DATACLASSES

    def _read_statement(self, statement: ast.stmt, scope: Scope, body: _Body) -> None:
        match statement:
            case ast.AnnAssign(target=ast.Name(id=name)):
                if not name.startswith("_") and name != "model_config":
                    body.declarations[name] = self._declaration(statement, scope)
            case ast.Assign(targets=targets, value=value):
                self._read_call(value, scope, body)
                for target in targets:
                    if isinstance(target, ast.Name):
                        body.declarations[target.id] = None
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                if name in _HOOKS:
                    raise UnknownModelError
                body.declarations[name] = None
                for decorator in statement.decorator_list:
                    self._read_decorator(decorator, scope, body)
            case ast.ClassDef(name=name):
                body.declarations[name] = None
            case ast.Pass() | ast.Expr(value=ast.Constant()):
                pass
            case _:
                raise UnknownModelError

    def _read_call(self, value: ast.expr, scope: Scope, body: _Body) -> None:
        """A validator that is applied to a function: `_check = field_validator("name")(check)`."""
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Call):
            self._read_decorator(value.func, scope, body)

    def _read_decorator(self, node: ast.expr, scope: Scope, body: _Body) -> None:
        called = node.func if isinstance(node, ast.Call) else node
        if isinstance(called, ast.Attribute) and called.attr in {"setter", "deleter", "getter"}:
            return
        fullname = self._names.fullname(Expression(called, scope))
        if fullname in _HARMLESS_DECORATORS:
            return
        if not isinstance(node, ast.Call):
            raise UnknownModelError
        if fullname in _FIELD_VALIDATORS:
            names = [item.value for item in node.args if isinstance(item, ast.Constant)]
            known = {name for name in names if isinstance(name, str)}
            body.converted |= known if len(known) == len(node.args) else {"*"}
        elif fullname != _MODEL_VALIDATOR or not _has_mode_after(node):
            raise UnknownModelError

    # Fields

    def _declaration(self, node: ast.AnnAssign, scope: Scope) -> _Declaration | None:
        annotation = Expression(node.annotation, scope)
        if self._is_class_variable(annotation):
            return None
        default: ast.expr | None = node.value
        calls: list[Call] = []
        if isinstance(default, ast.Call):
            call = Call(default, scope, is_decorator=False)
            if self._names.fullname(call.callee) != fullnames.PYDANTIC_FIELD:
                return _Declaration(is_required=False, converts=True)
            calls.append(call)
            default = None
        found = list(metadata(annotation, self._names))
        converts = not all(map(self.is_restriction, found))
        for item in found:
            if item is None:
                continue
            if isinstance(item.node, ast.Call):
                calls.append(Call(item.node, item.scope, is_decorator=False))
            elif not isinstance(item.node, ast.Constant):
                return None  # An object that may do anything, provide a default for one.
        has_default = default is not None and not _is_ellipsis(default)
        for call in calls:
            if (provides := self._provides_default(call)) is None:
                return None
            has_default = has_default or provides
        return _Declaration(is_required=not has_default, converts=converts)

    def _is_class_variable(self, annotation: Expression) -> bool:
        node = annotation.node
        base = node.value if isinstance(node, ast.Subscript) else node
        if isinstance(node, ast.Constant):  # A string may say so as well.
            return isinstance(node.value, str) and "ClassVar" in node.value
        return self._names.fullname(annotation.sibling(base)) in fullnames.CLASS_VAR

    def is_restriction(self, item: Expression | None) -> bool:
        """Whether metadata of `Annotated` leave the value as it is."""
        if item is None:
            return False
        if not isinstance(item.node, ast.Call):
            return isinstance(item.node, ast.Constant)
        fullname = self._names.fullname(item.sibling(item.node.func))
        return fullname is not None and fullname.startswith(_RESTRICTIONS)

    def _provides_default(self, call: Call) -> bool | None:
        """Whether metadata or a default give the field one; None where the field has an alias."""
        fullname = self._names.fullname(call.callee) or ""
        if fullname != fullnames.PYDANTIC_FIELD:
            known = fullname.startswith(("annotated_types.", "pydantic."))
            return False if known else None
        if call.has_unpacking:
            return None
        keywords = {keyword.arg for keyword in call.node.keywords}
        if keywords & {"alias", "validation_alias"}:
            return None
        default = call.argument("default", 0)
        if default is not None and not _is_ellipsis(default.node):
            return True
        return "default_factory" in keywords


def _is_plain(info: TypeInfo) -> bool:
    """Whether a class is a model of pydantic 2 that its own metaclass makes, and nothing else."""
    metaclass = info.metaclass_type
    return (
        info.has_base(fullnames.BASE_MODEL)
        and info.get("model_validate") is not None
        and not info.has_base(fullnames.ROOT_MODEL)
        and not info.fallback_to_any
        and metaclass is not None
        and metaclass.type.fullname == fullnames.MODEL_METACLASS
    )


def _field_type(name: str, info: TypeInfo, model: Instance) -> Type | None:
    symbol = info.names.get(name)
    node = None if symbol is None else symbol.node
    if not isinstance(node, Var) or node.type is None:
        return None
    return expand_type_by_instance(node.type, map_instance_to_supertype(model, info))


def _settings(scope: Scope) -> Iterator[tuple[str | None, ast.expr]]:
    """The settings of a model, wherever its class makes them; None is for those out of sight."""
    assert isinstance(scope.node, ast.ClassDef)
    for keyword in scope.node.keywords:
        yield None if keyword.arg == "metaclass" else keyword.arg, keyword.value
    for statement in scope.node.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id="model_config")], value=value):
                yield from _of_config(value)
            case ast.AnnAssign(target=ast.Name(id="model_config"), value=ast.expr() as value):
                yield from _of_config(value)
            case ast.ClassDef(name="Config"):
                yield from _of_config_class(statement)
            case _:
                pass


def _of_config(value: ast.expr) -> Iterator[tuple[str | None, ast.expr]]:
    if isinstance(value, ast.Call) and not value.args:
        for keyword in value.keywords:
            yield keyword.arg, keyword.value
    elif isinstance(value, ast.Dict):
        for key, setting in zip(value.keys, value.values, strict=True):
            is_text = isinstance(key, ast.Constant) and isinstance(key.value, str)
            yield str(key.value) if is_text and isinstance(key, ast.Constant) else None, setting
    else:
        yield None, value


def _of_config_class(node: ast.ClassDef) -> Iterator[tuple[str | None, ast.expr]]:
    for base in node.bases:
        yield None, base
    for statement in node.body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            yield statement.targets[0].id, statement.value


def _has_mode_after(call: ast.Call) -> bool:
    return any(
        keyword.arg == "mode"
        and isinstance(keyword.value, ast.Constant)
        and keyword.value.value == "after"
        for keyword in call.keywords
    )


def _is_false(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is False


def _is_ellipsis(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is ...
