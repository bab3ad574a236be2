"""Classes without the bodies of their methods, and with the attributes those assign."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from scoped_fastapi_check.stubs.inference import Scope, type_of, union
from scoped_fastapi_check.stubs.signatures import (
    Function,
    all_parameters,
    altered,
    body_of,
    own_statements,
    plain_type,
    stub_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["class_stub"]


def class_stub(definition: ast.ClassDef, scope: Scope) -> ast.ClassDef:
    """Return the class as a stub has it.

    Attributes that only methods assign come first, annotated; where their type cannot be told,
    they are `Any`, as a checker that infers nothing from an installed package would have them.
    """
    body = [one for statement in definition.body for one in _member(statement, scope)]
    if any(isinstance(base, ast.Name) and base.id == "TypedDict" for base in definition.bases):
        body = [one for one in body if isinstance(one, ast.AnnAssign)]
    attributes = _Attributes(definition, scope).declared()
    docstring = [one for one in body_of(definition) if not _is_ellipsis(one)]
    return altered(definition, body=[*docstring, *attributes, *body] or body_of(definition))


def _member(statement: ast.stmt, scope: Scope) -> Iterator[ast.stmt]:
    match statement:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            yield stub_of(statement)
        case ast.ClassDef():
            yield class_stub(statement, scope)
        case ast.AnnAssign():
            # The value tells a model, a dataclass or a TypedDict that there is a default.
            yield ast.AnnAssign(
                statement.target,
                plain_type(statement.annotation),
                statement.value,
                statement.simple,
            )
        case ast.Assign(targets=[ast.Name("model_config")], value=value):
            # As pydantic declares it; a plain dict would be taken for a change of its type.
            yield ast.AnnAssign(ast.Name("model_config"), _type("ClassVar[ConfigDict]"), value, 1)
        case ast.Assign():
            yield statement
        case ast.If():
            for one in [*statement.body, *statement.orelse]:
                yield from _member(one, scope)
        case _:
            pass


class _Attributes:
    """The attributes that the methods of a class assign to `self`."""

    def __init__(self, definition: ast.ClassDef, scope: Scope) -> None:
        self._definition = definition
        self._types: dict[str, ast.expr | None] = {}
        self._declared = _names_in(definition)
        methods = {
            f"self.{one.name}": plain_type(one.returns)
            for one in definition.body
            if isinstance(one, ast.FunctionDef) and one.returns is not None
        }
        self._scope = replace(
            scope,
            attributes=_annotations_in(definition),
            functions={**scope.functions, **methods},
        )

    def declared(self) -> list[ast.stmt]:
        """Return a declaration for each attribute that the class body does not have."""
        for method in self._definition.body:
            if isinstance(method, (ast.FunctionDef, ast.AsyncFunctionDef)):
                self._read(method)
        makes_fields = _makes_fields(self._definition)
        declare = _property if makes_fields else _variable
        return [
            declare(name, kind or ast.Name("Any"))
            for name, kind in self._types.items()
            if name not in self._declared and not (makes_fields and name.startswith("_"))
        ]

    def _read(self, method: Function) -> None:
        scope = replace(self._scope, values={**self._scope.values, **_locals(method, self._scope)})
        for statement in own_statements(method.body):
            match statement:
                case ast.AnnAssign(
                    target=ast.Attribute(value=ast.Name("self"), attr=name), annotation=annotation
                ):
                    self._types[name] = plain_type(annotation, bare=True)
                case ast.Assign(targets=targets, value=value):
                    for target in targets:
                        self._assigned(target, value, scope)
                case _:
                    pass
            scope = replace(
                scope,
                attributes={
                    **scope.attributes,
                    **{name: kind for name, kind in self._types.items() if kind is not None},
                },
            )

    def _assigned(self, target: ast.expr, value: ast.expr, scope: Scope) -> None:
        match target:
            case ast.Attribute(value=ast.Name("self"), attr=name):
                # The first assignment is the type, as with any variable, unless it is None.
                kind, known = type_of(value, scope), self._types.get(name)
                if name not in self._types:
                    self._types[name] = kind
                elif isinstance(known, ast.Constant) and known.value is None:
                    self._types[name] = union([kind, known])
            case ast.Tuple(elts=targets):
                kinds = _unpacked(type_of(value, scope), len(targets))
                for one, kind in zip(targets, kinds, strict=True):
                    if isinstance(one, ast.Attribute):
                        self._assigned(one, value, replace(scope, functions={}))
                        if kind is not None and self._types.get(one.attr) is None:
                            self._types[one.attr] = kind
            case _:
                pass


def _makes_fields(definition: ast.ClassDef) -> bool:
    """Tell whether a variable in the class body would be a parameter of `__init__`."""
    names = {
        node.id
        for one in [*definition.bases, *definition.decorator_list]
        for node in ast.walk(one)
        if isinstance(node, ast.Name)
    }
    return bool(names & {"dataclass", "BaseModel"})


def _variable(name: str, kind: ast.expr) -> ast.stmt:
    return ast.AnnAssign(ast.Name(name), kind, None, 1)


def _property(name: str, kind: ast.expr) -> ast.stmt:
    (function,) = ast.parse(f"@property\ndef {name}(self) -> {ast.unparse(kind)}: ...").body
    return function


def _type(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


def _unpacked(kind: ast.expr | None, count: int) -> list[ast.expr | None]:
    match kind:
        case ast.Subscript(value=ast.Name("tuple"), slice=ast.Tuple(elts=elements)) if (
            len(elements) == count
        ):
            return [*elements]
        case _:
            return [None] * count


def _locals(method: Function, scope: Scope) -> dict[str, ast.expr]:
    """Return the types of the parameters and of the variables of a method."""
    types = {
        one.arg: plain_type(one.annotation, bare=True)
        for one in all_parameters(method.args)
        if one.annotation is not None
    }
    assigned: dict[str, list[ast.expr | None]] = {}
    for statement in own_statements(method.body):
        match statement:
            case ast.AnnAssign(target=ast.Name(name), annotation=annotation):
                types[name] = plain_type(annotation)
            case ast.Assign(targets=[ast.Name(name)], value=value) if name not in types:
                found = type_of(value, replace(scope, values={**scope.values, **types}))
                assigned.setdefault(name, []).append(found)
            case _:
                pass
    for name, kinds in assigned.items():
        kind = union(kinds)
        if kind is not None:
            types.setdefault(name, kind)
    return types


def _names_in(definition: ast.ClassDef) -> set[str]:
    names: set[str] = set()
    for statement in definition.body:
        match statement:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                names.add(name)
            case ast.AnnAssign(target=ast.Name(name)):
                names.add(name)
            case ast.Assign(targets=targets):
                names.update(one.id for one in targets if isinstance(one, ast.Name))
            case _:
                pass
    return names


def _annotations_in(definition: ast.ClassDef) -> dict[str, ast.expr]:
    return {
        statement.target.id: plain_type(statement.annotation)
        for statement in definition.body
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)
    }


def _is_ellipsis(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and statement.value.value is ...
    )
