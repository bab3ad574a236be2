"""Types that a path or a query cannot hold, as FastAPI tells them from the others."""

from __future__ import annotations

import ast
from collections.abc import Generator, Iterable
from typing import Any, Final

from scoped_fastapi_check.analysis.questions import Check, Question, SubclassOf, ask
from scoped_fastapi_check.diagnostics.codes import PARAM
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.dataclass_inits import is_dataclass
from scoped_fastapi_check.model.declarations import Declaration
from scoped_fastapi_check.model.graph import declared_type
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.names import Names
from scoped_fastapi_check.model.walk import is_none_written
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.param.defaults import REFUSED

_MAX_DEPTH: Final = 10
# A request is a mapping for Python, but FastAPI passes it as it is.
_SINGLE: Final = ("builtins.str", "builtins.bytes", fullnames.HTTP_CONNECTION)
_SEQUENCES: Final = (
    *(f"builtins.{name}" for name in ("list", "tuple", "set", "frozenset")),
    *("collections.deque", "typing.Sequence"),
)
_OTHERS: Final = (fullnames.BASE_MODEL, "typing.Mapping", fullnames.UPLOAD_FILE)
# What `typing` calls otherwise, and has no class for.
_TYPING: Final = {
    "typing.List": "builtins.list",
    "typing.Tuple": "builtins.tuple",
    "typing.Set": "builtins.set",
    "typing.FrozenSet": "builtins.frozenset",
    "typing.Deque": "collections.deque",
    "typing.Dict": "typing.Mapping",
    "typing.DefaultDict": "typing.Mapping",
    "typing.OrderedDict": "typing.Mapping",
}
_UNIONS: Final = fullnames.UNION | fullnames.OPTIONAL

Answer = Generator[Question[Any], Any, bool]


def check_query(context: Context, declared: Declaration) -> Check:
    """A parameter with `Query()`: one value, a sequence of single values, or a model."""
    marker, typ = declared.marker, declared.type
    if marker is None or marker.name != "Query" or typ is None or not declared.is_known:
        return
    shapes = Shapes(context.names)
    if not (yield from shapes.is_no_query(typ)):
        return
    context.report(
        Diagnostic.at(
            declared.parameter.node,
            PARAM,
            f'parameter "{declared.parameter.name}" is declared as "{ast.unparse(typ.node)}", '
            "which a query cannot hold",
            f'{REFUSED}: declare a single value, a list of them or a model, or use "Body()"',
        )
    )


class Shapes:
    """Tells the types that hold several values from those that hold one."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def is_no_query(self, typ: Expression) -> Answer:
        """Whether FastAPI certainly refuses a type for `Query()`."""
        typ = self._resolved(typ)
        present = [member for member in self._members(typ) if not is_none_written(member.node)]
        is_alone = len(present) == 1
        if is_alone and (yield from self._class(present[0])) == fullnames.BASE_MODEL:
            return False
        for member in present:
            if (yield from self._is_no_single_sequence(member)):
                return True
        return False

    def _is_no_single_sequence(self, typ: Expression) -> Answer:
        typ = self._resolved(typ)
        found = yield from self._class(typ)
        if found in _SEQUENCES:
            return (yield from self._any_complex(_arguments(typ)))
        return (yield from self.is_complex(typ))

    def is_complex(self, typ: Expression, depth: int = 0) -> Answer:
        """Whether a type certainly holds more than a single value."""
        typ = self._resolved(typ)
        if depth > _MAX_DEPTH:
            return False
        members = self._members(typ)
        if members != [typ]:  # `Optional` has no class of its own.
            return (yield from self._any_complex(members, depth + 1))
        found = yield from self._class(typ)
        if found is not None:
            return found not in _SINGLE
        return self._is_dataclass(typ)

    def is_plain_sequence(self, typ: Expression) -> Answer:
        """Whether FastAPI certainly takes a type for a sequence of single values."""
        is_sequence = False
        for member in self._members(self._resolved(typ)):
            if is_none_written(member.node):
                continue
            if (yield from self._class(member)) not in _SEQUENCES:
                if (yield from self.is_complex(member)):
                    return False
                continue
            if not all(self._is_known(argument) for argument in _arguments(member)):
                return False
            if (yield from self._any_complex(_arguments(member))):
                return False
            is_sequence = True
        return is_sequence

    def _is_known(self, typ: Expression) -> bool:
        """Whether a type can be told to be a single value: the `...` of a tuple is one for FastAPI."""
        for member in self._members(self._resolved(typ)):
            node = member.node.value if isinstance(member.node, ast.Subscript) else member.node
            if isinstance(node, ast.Constant):
                continue
            base = member.sibling(node)
            module = (self._names.fullname(base) or "").partition(".")[0]
            if module not in {"builtins", "typing"} and not self._names.is_class(base):
                return False
        return True

    def has_old_model(self, typ: Expression, depth: int = 0) -> Answer:
        """Whether a type is a model of pydantic 1, or a union or a sequence of them."""
        if depth > _MAX_DEPTH or not self._names.exists(fullnames.REFUSAL_OF_V1_MODELS):
            return False
        for member in self._members(self._resolved(typ)):
            base = member.node.value if isinstance(member.node, ast.Subscript) else member.node
            if not isinstance(base, ast.Name | ast.Attribute):
                continue
            wanted = (fullnames.PYDANTIC_V1_MODEL, *_SEQUENCES)
            found = yield from ask(SubclassOf(member.sibling(base), wanted))
            if found == fullnames.PYDANTIC_V1_MODEL:
                return True
            if found is not None:
                for argument in _arguments(member):
                    if (yield from self.has_old_model(argument, depth + 1)):
                        return True
        return False

    def _any_complex(self, types: Iterable[Expression], depth: int = 0) -> Answer:
        for typ in types:
            if (yield from self.is_complex(typ, depth)):
                return True
        return False

    def _class(self, typ: Expression) -> Generator[Question[Any], Any, str | None]:
        """Which of the classes that count for FastAPI a type is derived from."""
        node = typ.node
        base = typ.sibling(node.value) if isinstance(node, ast.Subscript) else typ
        if not isinstance(base.node, ast.Name | ast.Attribute):
            return None
        if (known := _TYPING.get(self._names.fullname(base) or "")) is not None:
            return known
        return (yield from ask(SubclassOf(base, (*_SINGLE, *_OTHERS, *_SEQUENCES))))

    def _is_dataclass(self, typ: Expression) -> bool:
        scope = self._names.class_scope(typ)
        return scope is not None and is_dataclass(scope, self._names)

    def _members(self, typ: Expression) -> list[Expression]:
        """The members of a union, or the type alone."""
        node = typ.node
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            sides = (typ.sibling(node.left), typ.sibling(node.right))
            return [member for side in sides for member in self._members(self._resolved(side))]
        if (
            isinstance(node, ast.Subscript)
            and self._names.fullname(typ.sibling(node.value)) in _UNIONS
        ):
            parts = [self._resolved(part) for part in _arguments(typ)]
            return [member for part in parts for member in self._members(part)]
        return [typ]

    def _resolved(self, typ: Expression) -> Expression:
        """A type without its quotes, its plain aliases and its metadata."""
        return declared_type(typ, self._names)


def _arguments(typ: Expression) -> list[Expression]:
    """The arguments of a generic type; the `...` of a tuple is a single value for FastAPI."""
    node = typ.node
    if not isinstance(node, ast.Subscript):
        return []
    parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    return [typ.sibling(part) for part in parts]
