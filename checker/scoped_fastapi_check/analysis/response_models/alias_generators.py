"""What the alias generators that pydantic brings along make of the names of fields."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model.module import Expression

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Scope
    from scoped_fastapi_check.model.names import Names

GENERATED: Final = "alias_generator"
NO_GENERATOR: Final = ""
"""That of a model whose classes name none."""


def _pascal(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(part.capitalize() for part in others)


_GENERATORS: Final[Mapping[str, Callable[[str], str]]] = {
    "pydantic.alias_generators.to_camel": _camel,
    "pydantic.alias_generators.to_pascal": _pascal,
    "pydantic.alias_generators.to_snake": str,
}
# What becomes of other names depends on the version of pydantic.
_SNAKE: Final = re.compile(r"[a-z]+(_[a-z]+)*")


def alias_generator(value: ast.expr, scope: Scope, names: Names) -> str | None:
    """The generator that a setting names; None where it is not known what it makes."""
    fullname = names.fullname(Expression(value, scope))
    return fullname if fullname in _GENERATORS else None


def generated_alias(generator: str, name: str) -> str | None:
    """The alias of a field that has none of its own; None where it is not certain."""
    if generator == NO_GENERATOR:
        return name
    return _GENERATORS[generator](name) if _SNAKE.fullmatch(name) else None
