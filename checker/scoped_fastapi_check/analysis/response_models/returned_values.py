"""What a return statement gives, as far as it is written out; an engine knows the types of the rest.

A display, a conditional expression, a name that is bound to a display once and then left alone: of
these the source says more than a type does, which keys a dictionary has for one. Everything else is
a leaf, whose type an engine tells.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.response_models.conversions import FUNCTION
from scoped_fastapi_check.analysis.response_models.field_comparison import ITEMS, Path
from scoped_fastapi_check.analysis.response_models.generic_models import argument
from scoped_fastapi_check.analysis.types import Dictionary
from scoped_fastapi_check.model.module import Expression

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.response_models.dumps import Dump, Dumps
    from scoped_fastapi_check.analysis.response_models.generic_models import Told
    from scoped_fastapi_check.analysis.types import TypeT
    from scoped_fastapi_check.model.names import Names

# Ways through conditional expressions.
_MAX_VARIANTS: Final = 40


@dataclass(frozen=True, eq=False, slots=True)
class NoneValue:
    """A None that is written out."""


@dataclass(frozen=True, eq=False, slots=True)
class Leaf:
    """An expression of which a type tells all; its names have the types that they have before a statement.

    `around` are the comprehensions that it is the element of. `makes` is the class that it calls.
    """

    node: ast.expr
    statement: ast.stmt
    around: tuple[ast.ListComp | ast.SetComp, ...] = ()
    makes: Expression | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Dumped:
    """What a model makes of itself: `user.model_dump()`, `jsonable_encoder(user)`.

    `whole` is the call; of what it is not certain what is in it, a type tells.
    """

    model: Leaf
    whole: Leaf
    dump: Dump


@dataclass(frozen=True, eq=False, slots=True)
class Record:
    """A dictionary with these keys, and no others."""

    items: Mapping[str, Value]


@dataclass(frozen=True, eq=False, slots=True)
class Merged:
    """Dictionaries that are put together: `{**one, "a": 1}`, `one | two`.

    Where it is not certain what is in one of them, the type of the `whole` tells.
    """

    parts: Sequence[Value]
    whole: Leaf


@dataclass(frozen=True, eq=False, slots=True)
class Items:
    """A container that is written out, or one whose elements are all made in one way."""

    container: str
    parts: Sequence[Value]


@dataclass(frozen=True, eq=False, slots=True)
class Choice:
    """One of these."""

    parts: Sequence[Value]


@dataclass(frozen=True, eq=False, slots=True)
class AnyOf:
    """One of these, and nobody knows which: what is told of one is told of all."""

    parts: Sequence[Value]


@dataclass(frozen=True, eq=False, slots=True)
class Uncalled:
    """A function, a method or a class itself, in the place of what calling it gives."""


@dataclass(frozen=True, eq=False, slots=True)
class Made:
    """An object of a class that a function makes, whichever module that stands in."""

    cls: Expression


@dataclass(frozen=True, eq=False, slots=True)
class Filled:
    """An object of a generic model without type arguments: the fields that it is given tell them.

    `whole` is the call. Each of the type parameters is told by one field, or by none.
    """

    whole: Leaf
    cls: Expression
    fields: Mapping[str, Value]
    parameters: Sequence[Told | None]


@dataclass(frozen=True, eq=False, slots=True)
class Anything:
    """What nothing is told of."""


Value = (
    NoneValue
    | Leaf
    | Dumped
    | Record
    | Merged
    | Items
    | Choice
    | AnyOf
    | Uncalled
    | Made
    | Filled
    | Anything
)


def leaves(value: Value) -> Iterator[Leaf]:
    """Everything in a value whose type has to be asked for."""
    match value:
        case Leaf():
            yield value
        case Dumped(model, whole):
            yield from (model, whole)
        case Record(items) | Filled(fields=items):
            for item in items.values():
                yield from leaves(item)
        case Merged(parts, whole):
            yield whole
            for part in parts:
                yield from leaves(part)
        case Items(_, parts) | Choice(parts) | AnyOf(parts):
            for part in parts:
                yield from leaves(part)
        case NoneValue() | Uncalled() | Made() | Anything():
            pass


def is_empty(value: Value) -> bool:
    """Whether a value is certainly a None or has nothing in it."""
    match value:
        case NoneValue():
            return True
        case Record(items):
            return not items
        case Items(_, parts):
            return not parts
        case AnyOf(parts) | Choice(parts):
            return all(map(is_empty, parts))
        case _:
            return False


def variants(value: Value) -> list[Value]:
    """The value with one way taken wherever there are several, and one item in each container.

    A value of which one variant satisfies no model does not satisfy it either.
    """
    return list(islice(_variants(value), _MAX_VARIANTS))


def _variants(value: Value) -> Iterator[Value]:
    match value:
        case Choice(parts):
            for part in parts:
                yield from _variants(part)
        case Items(container, parts):
            if not parts:
                yield value
            for part in parts:
                for each in _variants(part):
                    yield Items(container, [each])
        case Record(items):
            yield from map(Record, _variants_of_items(items))
        case Filled(fields=items):
            for fields in _variants_of_items(items):
                yield replace(value, fields=fields)
        case AnyOf(parts):
            yield AnyOf([next(_variants(part)) for part in parts])
        case _:
            yield value


def _variants_of_items(items: Mapping[str, Value]) -> Iterator[Mapping[str, Value]]:
    first = {key: next(_variants(item)) for key, item in items.items()}
    yield first
    for key, item in items.items():
        for each in islice(_variants(item), 1, None):
            yield {**first, key: each}


def type_of(variant: Value, known: Mapping[Leaf, TypeT], dumps: Dumps[TypeT]) -> TypeT:
    """The type of a variant, by the types of its leaves."""
    types = dumps.types
    match variant:
        case NoneValue():
            return types.nothing()
        case Uncalled():
            return types.plain(FUNCTION)
        case Made(cls):
            return types.written(cls)
        case Anything():
            return types.anything()
        case Leaf():
            return known[variant]
        case Dumped(model, whole, dump):
            is_exact = model.makes is not None
            made = dumps.dumped(known[model], dump.by_alias, dump.selection, is_exact=is_exact)
            return known[whole] if made is None else made
        case Record(items):
            return types.dictionary(
                {key: type_of(item, known, dumps) for key, item in items.items()}
            )
        case Merged(parts, whole):
            shapes = [types.shape(type_of(part, known, dumps)) for part in parts]
            sure = [each for each in shapes if isinstance(each, Dictionary) and each.is_written_out]
            if len(sure) < len(shapes):
                return known[whole]
            return types.dictionary({key: typ for each in sure for key, typ in each.items.items()})
        case Filled(cls=cls, fields=items, parameters=parameters):
            return types.applied(
                cls,
                [
                    argument(told, type_of(items[told.field], known, dumps), types)
                    if told is not None and told.field in items
                    else types.anything()
                    for told in parameters
                ],
            )
        case Items(container, parts):
            item = type_of(parts[0], known, dumps) if parts else None
            return types.container(container, item)
        case AnyOf(parts) | Choice(parts):  # A variant has no choice left.
            return types.union([type_of(part, known, dumps) for part in parts])


def is_told(variant: Value, model: Expression, names: Names) -> bool:
    """Whether the source tells what a variant is: an object of the model, a dictionary, a list of them."""
    match variant:
        case Items(_, parts):
            are_plain = not any(isinstance(part, Items) for part in parts)
            return bool(parts) and are_plain and all(is_told(each, model, names) for each in parts)
        case Leaf(makes=made) | Made(cls=made) if made is not None:
            return names.fullname(made) in _classes_in(model, names)
        case _:
            return isinstance(variant, Record)


def _classes_in(model: Expression, names: Names) -> set[str | None]:
    """The classes that a model speaks of, but for those that are given arguments."""
    nodes = [*ast.walk(model.node)]
    generic = {node.value for node in nodes if isinstance(node, ast.Subscript)}
    return {
        names.fullname(model.sibling(node))
        for node in nodes
        if isinstance(node, ast.Name | ast.Attribute) and node not in generic
    }


def exact_paths(variant: Value, names: Names, path: Path = ()) -> Iterator[Path]:
    """Where in a variant objects stand of the very class that is called, and of none derived from it."""
    match variant:
        case Leaf(makes=made) | Made(cls=made) | Filled(cls=made) if made is not None:
            scope = names.class_scope(made)
            is_class = scope is not None and isinstance(scope.node, ast.ClassDef)
            if scope is not None and is_class and "__new__" not in scope.values:
                yield path
            if isinstance(variant, Filled):
                yield from _exact_in(variant.fields, names, path)
        case Items(_, [part, *_]):
            yield from exact_paths(part, names, (*path, ITEMS))
        case Record(items):
            yield from _exact_in(items, names, path)
        case _:
            pass


def _exact_in(items: Mapping[str, Value], names: Names, path: Path) -> Iterator[Path]:
    for key, item in items.items():
        yield from exact_paths(item, names, (*path, key))
