"""What a name refers to, and what is known by heart of modules that are not read."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.response_models.conversions import ADDRESSES
from scoped_fastapi_check.engines.probes.bindings import Assigned, Binding, Defined
from scoped_fastapi_check.model import fullnames

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Scope

# Modules that hand on what another one is known for.
HANDED_ON: Final = {"collections.abc": "typing", "_decimal": "decimal"}
# Where packages that are not read define what they are known for.
BY_HEART: Final = {
    "pydantic.BaseModel": fullnames.BASE_MODEL,
    "pydantic.RootModel": fullnames.ROOT_MODEL,
    fullnames.PYDANTIC_FIELD_AS_IMPORTED: fullnames.PYDANTIC_FIELD,
    "pydantic.computed_field": fullnames.COMPUTED_FIELD,
    "pydantic.field_validator": fullnames.FIELD_VALIDATOR,
    "pydantic.model_validator": fullnames.MODEL_VALIDATOR,
    "pydantic.validator": fullnames.OLD_VALIDATOR,
    "pydantic.field_serializer": fullnames.FIELD_SERIALIZER,
    "pydantic.model_serializer": fullnames.MODEL_SERIALIZER,
    **{
        f"pydantic.{name}": f"pydantic.{module}.{name}"
        for module, names in (
            ("functional_validators", ("AfterValidator",)),
            ("functional_serializers", ("PlainSerializer", "WrapSerializer")),
            ("json_schema", ("WithJsonSchema",)),
            ("types", ("StringConstraints", "Strict")),
        )
        for name in names
    },
    "pydantic.v1.BaseModel": fullnames.PYDANTIC_V1_MODEL,
    "pydantic.v1.BaseSettings": fullnames.PYDANTIC_V1_SETTINGS,
    **{
        f"pydantic.{name.rpartition('.')[2]}": name
        for name in ADDRESSES
        if name.startswith("pydantic.")
    },
    "sqlalchemy.orm.DeclarativeBase": fullnames.DECLARATIVE_BASE,
    "sqlalchemy.orm.DeclarativeBaseNoMeta": fullnames.DECLARATIVE_BASE_NO_META,
    "sqlalchemy.orm.Mapped": fullnames.MAPPED,
    "sqlalchemy.orm.MappedAsDataclass": fullnames.MAPPED_AS_DATACLASS,
    "sqlalchemy.orm.Query": fullnames.QUERY,
    **dict.fromkeys(
        (f"sqlalchemy.{module}Select" for module in ("", "sql.")),
        fullnames.SELECT,
    ),
    **{
        f"sqlalchemy.{module}{name.rpartition('.')[2]}": name
        for module in ("", "engine.")
        for name in fullnames.RESULTS
    },
}
OUTSIDE: Final = frozenset({"typing_extensions", "pydantic", "pydantic_core", "sqlalchemy"})
SUBMODULES: Final = frozenset({"collections.abc", "concurrent.futures", "os.path"})


@dataclass(frozen=True, slots=True)
class Symbol:
    """What a name refers to.

    `scope` is where it is bound and `bindings` is how, where the source is known; a symbol without
    a scope is a module, or a name of one that is not read.
    """

    fullname: str
    scope: Scope | None = None
    bindings: tuple[Binding, ...] = ()
    is_module: bool = False

    @property
    def name(self) -> str:
        """The last part of the full name."""
        return self.fullname.rpartition(".")[2]

    @property
    def class_node(self) -> ast.ClassDef | None:
        """The class, if the symbol is one."""
        bindings = self.bindings
        if not bindings or not isinstance(first := bindings[0], Defined):
            return None
        node = first.node
        return node if isinstance(node, ast.ClassDef) else None

    @property
    def is_function(self) -> bool:
        """Whether the symbol is a function."""
        return isinstance(self._definition, ast.FunctionDef | ast.AsyncFunctionDef)

    @property
    def is_variable(self) -> bool:
        """Whether the symbol is bound by assignments and the like."""
        return bool(self.bindings) and isinstance(self.bindings[0], Assigned)

    @property
    def _definition(self) -> ast.AST | None:
        first = self.bindings[0] if self.bindings else None
        return first.node if isinstance(first, Defined) else None


def is_overload(binding: Binding) -> bool:
    """Whether a binding is one of the overloads of a function."""
    return isinstance(binding, Defined) and any(
        text.rpartition(".")[2] == "overload"
        for text in map(ast.unparse, binding.node.decorator_list)
    )


def provide_the_same(bindings: Sequence[Binding]) -> bool:
    """Whether it makes no difference which of several bindings is meant.

    They are overloads, or define functions of one kind that are declared to return the same.
    """
    if all(map(is_overload, bindings[:-1])):
        return True
    kinds: set[tuple[type[ast.AST], str]] = set()
    for binding in bindings:
        if not isinstance(binding, Defined):
            return False
        node = binding.node
        if isinstance(node, ast.ClassDef) or node.decorator_list or node.returns is None:
            return False
        kinds.add((type(node), ast.dump(node.returns)))
    return len(kinds) == 1


def built_in(name: str) -> Symbol | None:
    """What is built in under a name."""
    return Symbol(f"builtins.{name}") if hasattr(builtins, name) else None
