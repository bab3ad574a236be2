"""What the body of a class says about the fields of a model.

Whether a field has a default or an alias is read from the source, because type checkers do not say
it. A class that may validate in a way of its own is not read at all.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.response_models.alias_generators import (
    GENERATED,
    alias_generator,
)
from scoped_fastapi_check.analysis.response_models.limits import limits_of
from scoped_fastapi_check.analysis.response_models.metadata import (
    COERCING,
    converts_numbers,
    is_ellipsis,
    is_restriction,
    metadata,
)
from scoped_fastapi_check.analysis.response_models.strictness import (
    Strictness,
    discriminator,
    items_read,
    strictness,
)
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Call, Expression

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.response_models.limits import Limit
    from scoped_fastapi_check.analysis.response_models.plain_values import Reading
    from scoped_fastapi_check.model.module import Scope
    from scoped_fastapi_check.model.names import Names

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
# With one of these it decides itself what is dumped.
_DUMPING: Final = frozenset({"model_dump", "dict", "__iter__", "__pydantic_serializer__"})
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
        fullnames.COMPUTED_FIELD,
        fullnames.FIELD_SERIALIZER,
        fullnames.MODEL_SERIALIZER,
    }
)
_ALIASES: Final = frozenset({"alias", "validation_alias"})
_UNKNOWN_SETTINGS: Final = frozenset({"plugin_settings"})


class UnknownModelError(Exception):
    """A class validates in a way that the source does not show."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """What the body of one class says about a field."""

    is_required: bool
    converts: bool
    alias: str | None = None
    """The name that the value is looked up by, in place of that of the field."""
    strictness: Strictness = Strictness.UNSAID
    discriminator: str | None = None
    """The field of a union's models that tells which of them is meant."""
    limits: tuple[Limit, ...] = ()
    items: Reading | None = None
    """How what is in its container is read, where that says something itself."""
    dumped_as: str | None = None
    """The name that the value is dumped by, where aliases are asked for."""
    is_dumped: bool | None = True
    """Whether it is; None where that is not known."""


@dataclass(slots=True)
class Body:
    """What the body of one class says: a None in the place of a field rules it out."""

    declarations: dict[str, Declaration | None] = field(
        default_factory=dict[str, "Declaration | None"]
    )
    converted: set[str] = field(default_factory=set[str])
    converts_all: bool = False
    dumps_itself: bool = False
    """Whether the model says itself what is dumped."""
    computed: set[str] = field(default_factory=set[str])
    """What is dumped beside the fields."""
    generator: str | None = None
    """What makes aliases of the names of fields, if the class says so."""
    is_certain: bool = True
    """Whether the names of all fields, and those that their values are looked up by, are known."""


def read_body(scope: Scope, names: Names) -> Body:
    """What the body of a class says; raises `UnknownModelError` where that is not certain."""
    return _Reader(scope, names).read()


class _Reader:
    """Reads one class."""

    def __init__(self, scope: Scope, names: Names) -> None:
        self._scope = scope
        self._names = names
        self._body = Body()

    def read(self) -> Body:
        scope, body = self._scope, self._body
        assert isinstance(scope.node, ast.ClassDef)
        for decorator in scope.node.decorator_list:
            if not self._makes_dataclass(Expression(decorator, scope.parent or scope)):
                raise UnknownModelError
        for key, value in settings(scope):
            if key is None or key in _UNKNOWN_SETTINGS:
                raise UnknownModelError
            if key == GENERATED:
                body.generator = alias_generator(value, scope, self._names)
                if body.generator is None:
                    raise UnknownModelError
            if key == COERCING and not _is_false(value):
                body.converts_all = True
        for statement in scope.node.body:
            self._read_statement(statement)
        return body

    def _makes_dataclass(self, decorator: Expression) -> bool:
        """Whether all that a decorator does to a class is to make a dataclass of it."""
        node = decorator.node
        if isinstance(node, ast.Call):
            if any(keyword.arg in {None, "config"} for keyword in node.keywords):
                return False
            decorator = decorator.sibling(node.func)
        return self._names.fullname(decorator) in fullnames.DATACLASSES

    def _read_statement(self, statement: ast.stmt) -> None:
        declarations = self._body.declarations
        match statement:
            case ast.AnnAssign(target=ast.Name(id=name)):
                if not name.startswith("_") and name != "model_config":
                    declarations[name] = self._declaration(statement)
            case ast.Assign(targets=targets, value=value):
                self._read_call(value)
                for target in targets:
                    if isinstance(target, ast.Name):
                        declarations[target.id] = None
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                if name in _HOOKS:
                    raise UnknownModelError
                declarations[name] = None
                self._body.dumps_itself |= name in _DUMPING
                for decorator in statement.decorator_list:
                    self._read_decorator(decorator)
                    self._read_dumping(decorator, name)
            case ast.ClassDef(name=name):
                declarations[name] = None
            case ast.Pass() | ast.Expr(value=ast.Constant()):
                pass
            case _:
                raise UnknownModelError

    def _read_call(self, value: ast.expr) -> None:
        """A validator that is applied to a function: `_check = field_validator("name")(check)`."""
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Call):
            self._read_decorator(value.func)

    def _read_decorator(self, node: ast.expr) -> None:
        called = node.func if isinstance(node, ast.Call) else node
        if isinstance(called, ast.Attribute) and called.attr in {"setter", "deleter", "getter"}:
            return
        fullname = self._names.fullname(Expression(called, self._scope))
        if fullname in _HARMLESS_DECORATORS:
            return
        if not isinstance(node, ast.Call):
            raise UnknownModelError
        if fullname in {fullnames.FIELD_VALIDATOR, fullnames.OLD_VALIDATOR}:
            if _runs_after(node, fullname):
                return
            constants = [item.value for item in node.args if isinstance(item, ast.Constant)]
            known = {name for name in constants if isinstance(name, str)}
            self._body.converted |= known if len(known) == len(node.args) else {"*"}
        elif fullname != fullnames.MODEL_VALIDATOR or not _has_mode_after(node):
            raise UnknownModelError

    def _read_dumping(self, node: ast.expr, name: str) -> None:
        """A serializer, or a property that is dumped: `@computed_field`."""
        called = node.func if isinstance(node, ast.Call) else node
        fullname = self._names.fullname(Expression(called, self._scope))
        if fullname == fullnames.COMPUTED_FIELD:
            self._body.computed.add(name)
            self._body.dumps_itself |= isinstance(node, ast.Call) and bool(node.keywords)
        self._body.dumps_itself |= fullname == fullnames.MODEL_SERIALIZER

    # Fields

    def _declaration(self, node: ast.AnnAssign) -> Declaration | None:
        annotation = Expression(node.annotation, self._scope)
        if is_class_variable(annotation, self._names):
            return None
        default: ast.expr | None = node.value
        made: Call | None = None
        calls: list[Call] = []
        if isinstance(default, ast.Call):
            call = Call(default, self._scope, is_decorator=False)
            if (made_by := self._names.fullname(call.callee)) == fullnames.RELATIONSHIP:
                return None
            if made_by == fullnames.DATACLASS_FIELD:
                return Declaration(is_required=_is_given_by_caller(call), converts=False)
            if made_by not in fullnames.FIELDS:
                return Declaration(is_required=False, converts=True)
            made = call
            calls.append(call)
            default = None
        found = list(metadata(annotation, self._names))
        converts = not all(is_restriction(item, self._names) for item in found)
        converts = converts or (made is not None and converts_numbers(made.node))
        for item in found:
            if item is None:
                continue
            if isinstance(item.node, ast.Call):
                calls.append(Call(item.node, item.scope, is_decorator=False))
            elif not isinstance(item.node, ast.Constant):
                self._body.is_certain = False
                return None  # An object that may do anything, provide a default for one.
        has_default = default is not None and not is_ellipsis(default)
        alias: str | None = None
        for call in calls:
            if (provides := self._provides_default(call)) is None:
                self._body.is_certain = False
                return None
            has_default = has_default or provides
            alias = _alias(call) or alias
        return Declaration(
            is_required=not has_default,
            converts=converts,
            alias=alias,
            strictness=strictness(annotation, made, self._names),
            limits=limits_of(annotation, made, self._names),
            items=items_read(annotation, self._names),
            discriminator=discriminator(calls),
            dumped_as=next(filter(None, (_dumped_alias(call) for call in reversed(calls))), None),
            is_dumped=_is_dumped(calls),
        )

    def _provides_default(self, call: Call) -> bool | None:
        """Whether metadata or a default give the field one; None where its alias is not known."""
        fullname = self._names.fullname(call.callee) or ""
        if fullname not in fullnames.FIELDS:
            known = fullname.startswith(("annotated_types.", "pydantic."))
            return False if known else None
        if call.has_unpacking:
            return None
        keywords = {keyword.arg for keyword in call.node.keywords}
        if keywords & _ALIASES and _alias(call) is None:
            return None
        if keywords & {"schema_extra", "alias_priority"}:
            return None  # SQLModel hands pydantic an alias that is in there; a generator may win.
        default = call.argument("default", 0)
        if default is not None and not is_ellipsis(default.node):
            return True
        return "default_factory" in keywords


def _alias(call: Call) -> str | None:
    """The name that a `Field(...)` says to look a value up by."""
    for name in ("validation_alias", "alias"):
        given = call.keyword(name)
        if given is not None:
            node = given.node
            is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
            return str(node.value) if isinstance(node, ast.Constant) and is_text else None
    return None


def _dumped_alias(call: Call) -> str | None:
    """The name that a `Field(...)` says to dump a value by."""
    for name in ("serialization_alias", "alias"):
        given = call.keyword(name)
        if given is not None and isinstance(given.node, ast.Constant):
            return str(given.node.value)
    return None


def _is_dumped(calls: Sequence[Call]) -> bool | None:
    """Whether a field is not excluded; None where that is not known."""
    given = [found.node for call in calls if (found := call.keyword("exclude")) is not None]
    others = [found for call in calls if (found := call.keyword("exclude_if")) is not None]
    unnamed = [found.node for call in calls if (found := call.keyword("serialization_alias"))]
    if others or not all(isinstance(node, ast.Constant) for node in (*given, *unnamed)):
        return None
    return all(_is_false(node) for node in given)


def _is_given_by_caller(call: Call) -> bool:
    """Whether a `field(...)` of a dataclass has no default, so that a value has to be given."""
    if call.has_unpacking:
        return False
    return not any(k.arg in {"default", "default_factory", "init"} for k in call.node.keywords)


def is_class_variable(annotation: Expression, names: Names) -> bool:
    """Whether an annotation declares an attribute of the class, which is no field."""
    node = annotation.node
    base = node.value if isinstance(node, ast.Subscript) else node
    if isinstance(node, ast.Constant):  # A string may say so as well.
        return isinstance(node.value, str) and "ClassVar" in node.value
    return names.fullname(annotation.sibling(base)) in fullnames.CLASS_VAR


# Settings


def settings(scope: Scope) -> Iterator[tuple[str | None, ast.expr]]:
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


def _runs_after(call: ast.Call, validator: str | None) -> bool:
    """Whether a validator of fields gets what pydantic has validated, and so takes no other types."""
    if validator == fullnames.OLD_VALIDATOR:
        return all(keyword.arg != "pre" or _is_false(keyword.value) for keyword in call.keywords)
    modes = [keyword.value for keyword in call.keywords if keyword.arg in {"mode", None}]
    return all(isinstance(mode, ast.Constant) and mode.value == "after" for mode in modes)


def _is_false(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is False
