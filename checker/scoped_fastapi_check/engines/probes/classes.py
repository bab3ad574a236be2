"""Of which classes an object is an instance, or a class is a subclass.

The sources tell it wherever a name leads to a class; what they leave open is asked of the checker.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections import abc
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.inheritance import FRAMEWORKS, leaves_methods
from scoped_fastapi_check.analysis.questions import Declaration, ReturnedValue, Value
from scoped_fastapi_check.engines.probes.annotations import class_declared, declared
from scoped_fastapi_check.engines.probes.assignability import UNTOLD
from scoped_fastapi_check.engines.probes.prelude import CHOICE
from scoped_fastapi_check.engines.probes.probes import Lines, Place, Probe, members, put, text_of
from scoped_fastapi_check.engines.probes.values import Text
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.resolution import trail
from scoped_fastapi_check.model.walk import nodes_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scoped_fastapi_check.analysis.questions import InstanceOf, SubclassOf
    from scoped_fastapi_check.engines.probes.names import SourceNames
    from scoped_fastapi_check.engines.probes.prelude import Prelude
    from scoped_fastapi_check.engines.probes.symbols import Symbol
    from scoped_fastapi_check.engines.probes.values import Values
    from scoped_fastapi_check.model.module import Scope

Answer = Generator[Probe, Lines, "str | None"]

# Nothing outside of these packages, and of what is built on them, derives from one of their classes.
_FRAMEWORK: Final = frozenset({*FRAMEWORKS, "pydantic", "sse_starlette"})
_CHOSEN: Final = re.compile(rf"{CHOICE}(\d+)_")
_MAX_STEPS: Final = 20


@dataclass(frozen=True, slots=True)
class Classes:
    """Answers the questions about classes."""

    names: SourceNames
    prelude: Prelude
    values: Values
    _known: dict[_Derived, _Derivation] = field(
        default_factory=dict["_Derived", "_Derivation"], init=False
    )
    _unknown: set[str] = field(default_factory=set[str], init=False)
    """Classes of which the checker has no type."""

    def instance_of(self, question: InstanceOf) -> Answer:
        """Of which class a value is an instance."""
        value = question.value
        written = _written(value)
        made = self._declared(value) if written is None else self._made_by(written)
        if made is not None:
            known = self._derived(made, question.classes, question.inheriting)
            if known.is_certain:
                return known.name
        place = self.values.place(value)
        for text in self.values.texts(value, place)[:1]:
            found = yield from self._chosen(text, place, question.classes)
            if found is None or not question.inheriting:
                return found
            (shown,) = yield from put(place, f"_sf_reveal({text.text})")
            scope = place.scope if written is None else written.scope
            return self._if_inherits(shown.revealed or "", scope, found, question.inheriting)
        return None

    def subclass_of(self, question: SubclassOf) -> Answer:
        """Of which class another one is a subclass."""
        expression = question.expression
        symbol = self.names.definition(expression)
        if symbol is not None and symbol.is_function:
            return None
        if symbol is not None and not symbol.is_variable:
            known = self._derived(symbol, question.classes, question.inheriting)
            if known.is_certain:
                return known.name
        if not isinstance(expression.node, ast.Name | ast.Attribute):
            return None
        text, place = text_of(expression.node), Place.of(expression)
        found = yield from self._chosen(Text(text), place, question.classes, of_classes=True)
        if found is None or not question.inheriting:
            return found
        (shown,) = yield from put(place, f"_sf_reveal({text})")
        inner = re.fullmatch(r"type\[(.*)\]", shown.revealed or "")
        return self._if_inherits(
            inner[1] if inner else "", expression.scope, found, question.inheriting
        )

    def is_unrelated(self, value: Value | Declaration, other: str) -> bool:
        """Whether a value is certainly of a class that has nothing to do with another one."""
        cls, wanted = self._declared(value), self.names.class_named(other)
        if cls is None or wanted is None or wanted.class_node is None:
            return False
        pairs = [(cls, other), (wanted, cls.fullname)]
        found = [self._derived(one, (name,), ()) for one, name in pairs]
        is_told = all(each.is_certain and each.name is None for each in found)
        return is_told and not self._is_protocol(cls)

    def without_call(self, value: Value | Declaration) -> Symbol | None:
        """The class of a value whose objects certainly cannot be called."""
        cls = self._declared(value)
        if cls is None or cls.class_node is None or self._is_protocol(cls):
            return None
        for each in self._ancestors(cls):
            if each is None or not (each.class_node or each.fullname in _NEUTRAL):
                return None
            if each.class_node is not None and _speaks_of_calls(each.class_node):
                return None
        return cls

    # From the sources

    def _is_protocol(self, symbol: Symbol) -> bool:
        """Whether objects of other classes may be taken for those of a class."""
        return any(
            each is None or each.fullname in fullnames.GENERIC for each in self._ancestors(symbol)
        )

    def _made_by(self, expression: Expression) -> Symbol | None:
        """The class that an object is made of, or that a called function declares to return."""
        for value in trail(expression, self.names):
            if isinstance(value.node, ast.Call):
                called = self.names.definition(value.sibling(value.node.func))
                if called is not None and called.class_node is not None:
                    return called
            if isinstance(value.node, ast.Call | ast.Await):
                # A name may be narrowed by now: `if isinstance(found, HTTPException): return found`.
                return self._declared(value) if value is expression else None
            if (owner := self.names.owner_of_self(value)) is not None:
                return owner
        return None

    def _declared(self, value: Value | Declaration) -> Symbol | None:
        """The class that an annotation says a value is of."""
        annotation = declared(value, self.names)
        return None if annotation is None else class_declared(annotation, self.names)

    def _derived(
        self, symbol: Symbol, classes: Sequence[str], inheriting: tuple[str, ...]
    ) -> _Derivation:
        # Symbols are compared by what they are bound to, which takes longer.
        key = symbol.fullname, symbol.class_node, tuple(classes), tuple(inheriting)
        if key not in self._known:
            self._known[key] = self._found_derivation(symbol, classes, inheriting)
        return self._known[key]

    def _found_derivation(
        self, symbol: Symbol, classes: Sequence[str], inheriting: tuple[str, ...]
    ) -> _Derivation:
        ancestors = list(self._ancestors(symbol))
        known = {found.fullname for found in ancestors if found is not None}
        known |= {base for name in known for base in BUILT_IN_BASES.get(name, ())}
        for name in classes:
            if name in known:
                found = [(each.fullname, partial(_defines, each)) for each in ancestors if each]
                return _Derivation(name if leaves_methods(found, name, inheriting) else None)
        rest = [name for name in classes if name != fullnames.OBJECT]
        is_open = any(found is None or self._is_open(found, rest) for found in ancestors)
        if not is_open and fullnames.OBJECT in classes:
            return _Derivation(fullnames.OBJECT)
        return _Derivation(None, is_certain=not is_open)

    def _ancestors(self, symbol: Symbol) -> Iterator[Symbol | None]:
        """A class and what it derives from; None for what a name does not lead to."""
        pending: list[Symbol | None] = [symbol]
        seen: set[str] = set()
        while pending and len(seen) < _MAX_STEPS * 2:
            current = pending.pop(0)
            if current is None or current.fullname not in seen:
                yield current
            if current is None or current.fullname in seen:
                continue
            seen.add(current.fullname)
            pending += self.names.bases_of(current)

    def _is_open(self, symbol: Symbol, classes: Sequence[str]) -> bool:
        """Whether a class may derive from one of `classes` without the source showing it."""
        if symbol.class_node is not None:
            return False
        package = symbol.fullname.partition(".")[0]
        if all(name.partition(".")[0] in _FRAMEWORK for name in classes):
            return not self.names.is_outside_of_frameworks(package)
        return symbol.fullname not in _NEUTRAL and symbol.fullname not in BUILT_IN_BASES

    # From the checker

    def _chosen(
        self, value: Text, place: Place, classes: Sequence[str], *, of_classes: bool = False
    ) -> Answer:
        classes = [each for each in classes if each not in self._unknown]
        name = self.prelude.choice(classes, of_classes=of_classes)
        stranger = "_sf_stranger" if of_classes else "_sf_stranger()"
        *_, shown, _, chosen, of_stranger = yield from put(
            place,
            *value.setup,
            f"_sf_v0 = {value.text}",
            "_sf_reveal(_sf_v0)",
            "assert _sf_v0 is not None",
            f"_sf_reveal({name}(_sf_v0))",
            f"_sf_reveal({name}({stranger}))",
        )
        if chosen.revealed is None or chosen.refused is not None:
            return None
        if {*UNTOLD, "None"}.issuperset(members(shown.revealed or "")):
            return None
        found = set(map(int, _CHOSEN.findall(chosen.revealed)))
        # A class of a library without types may be Any to a checker, and everything is one of its.
        of_any = set(map(int, _CHOSEN.findall(of_stranger.revealed or "")))
        if found & of_any and max(of_any) < len(classes) - 1:
            # What comes behind it was not looked at.
            self._unknown.update(classes[index] for index in of_any)
            return (yield from self._chosen(value, place, classes, of_classes=of_classes))
        found -= of_any
        return classes[max(found)] if found and max(found) < len(classes) else None

    def _if_inherits(
        self, shown: str, scope: Scope, found: str, methods: tuple[str, ...]
    ) -> str | None:
        """`found`, if the classes that a checker shows are known to leave the methods alone."""
        for member in members(shown):
            name = member.partition("[")[0]
            if name in _PLAIN or name == "None":
                continue
            shown_class = self.names.class_shown(name, scope)
            if shown_class is None or self._derived(shown_class, (found,), methods).name is None:
                return None
        return found


@dataclass(frozen=True, slots=True)
class _Derivation:
    name: str | None
    is_certain: bool = True


# A class, those that it may derive from, and the methods that it must not define.
_Derived = tuple[str, ast.ClassDef | None, tuple[str, ...], tuple[str, ...]]


# The classes that redefine nothing, because everything is defined there.
_PLAIN: Final = frozenset(
    name.rpartition(".")[2] for name in (*fullnames.ROUTERS, *fullnames.RESPONSES)
)
_ABSTRACT: Final = (
    abc.Mapping,
    abc.MutableMapping,
    abc.Sequence,
    abc.MutableSequence,
    abc.Iterable,
)
# What the built-in classes derive from, or are registered for.
BUILT_IN_BASES: Final = {
    f"builtins.{name}": frozenset(
        {f"builtins.{base.__name__}" for base in cls.__mro__}
        | {f"typing.{base.__name__}" for base in _ABSTRACT if issubclass(cls, base)}
    )
    for name, cls in vars(builtins).items()
    if isinstance(cls, type)
} | {
    f"{module}.TypedDict": frozenset({"builtins.object", "typing.Mapping"})
    for module in ("typing", "typing_extensions")
}
_NEUTRAL: Final = frozenset(
    {"builtins.object", "abc.ABC", "typing.Generic", "typing.Protocol", fullnames.BASE_MODEL}
)


def _written(value: Value | Declaration) -> Expression | None:
    """The expression that a value is."""
    if isinstance(value, ReturnedValue) and value.statement.value is not None:
        return Expression(value.statement.value, value.function.body)
    return value if isinstance(value, Expression) else None


def _defines(symbol: Symbol, name: str) -> bool:
    body = symbol.class_node.body if symbol.class_node is not None else []
    return any(_binds(statement, name) for statement in body)


@lru_cache(maxsize=4096)
def _speaks_of_calls(node: ast.ClassDef) -> bool:
    """Whether a class may say how its objects are called."""
    return any(
        "__call__" in (getattr(part, "name", ""), getattr(part, "id", ""))
        for part in nodes_in(node)
    )


def _binds(statement: ast.stmt, name: str) -> bool:
    match statement:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return statement.name == name
        case ast.Assign():
            return any(isinstance(t, ast.Name) and t.id == name for t in statement.targets)
        case _:
            return False
