"""Functions that a fragment defines in two ways, under a condition that not all checkers take alike.

Overloads in front of a function are its own for pyright, even where a condition parts them. So the
first of the two ways gets a name that is only for the types, and the condition chooses between the names.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scoped_fastapi_check.stubs.signatures import Function, altered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Alternatives", "alternatives_of", "with_both"]


@dataclass(frozen=True)
class Alternatives:
    """The parts of a fragment."""

    condition: ast.Name
    first: Sequence[ast.stmt]
    last: Sequence[ast.stmt]
    rest: Sequence[ast.stmt]

    @property
    def names(self) -> list[str]:
        """The functions that are defined in two ways."""
        return [one.name for one in self.last if isinstance(one, Function)]


def alternatives_of(fragment: Sequence[ast.stmt]) -> Alternatives | None:
    """Return the parts of a fragment that has `if NAME: ... else: ...`."""
    for statement in fragment:
        match statement:
            case ast.If(test=ast.Name() as condition, body=first, orelse=last):
                rest = [
                    one for one in fragment if one is not statement and not _sets(one, condition.id)
                ]
                return Alternatives(condition, first, last, rest)
            case _:
                pass
    return None


def with_both(
    body: Sequence[ast.stmt], first: Mapping[str, Sequence[ast.stmt]], condition: ast.Name
) -> list[ast.stmt]:
    """Return a body with the other definitions of some of its functions, and the choice."""
    result: list[ast.stmt] = []
    holds = [ast.Assign([ast.Name(condition.id)], ast.Constant(value=True), lineno=0)]
    for statement in body:
        if isinstance(statement, Function) and statement.name in first:
            result.extend(holds)
            holds = []
            private = f"_{statement.name}"
            result.extend(
                altered(one, name=private)
                for one in first[statement.name]
                if isinstance(one, Function)
            )
            choice = ast.Assign([ast.Name(statement.name)], ast.Name(private), lineno=0)
            result.append(ast.If(condition, [choice], [statement]))
        else:
            result.append(statement)
    return result


def _sets(statement: ast.stmt, name: str) -> bool:
    match statement:
        case ast.Assign(targets=[ast.Name(target)]):
            return target == name
        case _:
            return False
