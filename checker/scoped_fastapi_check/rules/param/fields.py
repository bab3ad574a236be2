"""What keeps FastAPI from making a field of a parameter, as a handler or a dependency has it."""

from __future__ import annotations

import ast
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

from scoped_fastapi_check.analysis.questions import Question, SubclassOf, Unsupported, ask
from scoped_fastapi_check.model.declarations import Declaration
from scoped_fastapi_check.model.forward_refs import is_resolved
from scoped_fastapi_check.model.module import Expression, Function
from scoped_fastapi_check.model.names import Names
from scoped_fastapi_check.model.unions import union_members
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.param.markers import PASSED
from scoped_fastapi_check.rules.param.types import Shapes


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a parameter, in a sentence that begins with it, and how to fix it."""

    says: str
    advice: str
    of_path: bool = False


Answer = Generator[Question[Any], Any, Problem | None]


def in_path(context: Context, declared: Declaration) -> Answer:
    """What keeps a parameter from getting its value from the path."""
    name, marker = declared.parameter.name, declared.marker
    if marker is not None and marker.name != "Path":
        return Problem(
            f'is in the path, but has "{marker.name}()"',
            f'declare it with "Path()", or take "{{{name}}}" out of the path',
        )
    has_default = declared.parameter.default is not None and declared.by_default is None
    if declared.in_annotation and has_default:
        return Problem(
            "has a default, but a path always has a value", "remove the default", of_path=True
        )
    if declared.type is not None and (yield from Shapes(context.names).is_complex(declared.type)):
        return Problem(
            f'is declared as "{ast.unparse(declared.type.node)}", which a part of a path cannot hold',
            'declare a single value, such as "int" or "str"',
            of_path=True,
        )
    return None


def old_model(context: Context, declared: Declaration) -> Answer:
    """A model of pydantic 1, that pydantic 2 still brings along."""
    if declared.type is None or not (yield from Shapes(context.names).has_old_model(declared.type)):
        return None
    return Problem(
        f'is declared as "{ast.unparse(declared.type.node)}", with a model of pydantic.v1',
        "derive the model from pydantic.BaseModel",
    )


def _passed_member(typ: Expression, names: Names) -> Generator[Question[Any], Any, str | None]:
    """The class of a union that FastAPI passes by itself, where it stands alone: `Request | None`."""
    for member in union_members(typ, names):
        if not isinstance(member.node, ast.Name | ast.Attribute):
            continue
        if (yield from ask(SubclassOf(member, PASSED))) is not None:
            return names.fullname(member) or ast.unparse(member.node)
    return None


def no_field(function: Function, declared: Declaration, names: Names) -> Answer:
    """A class that pydantic knows nothing of, mostly because a `Depends` is missing."""
    typ, annotation = declared.type, declared.parameter.annotation
    if typ is None or annotation is None or declared.has_other_metadata:
        return None
    if not is_resolved(function, annotation.node):
        return None
    if (yield from ask(SubclassOf(typ, PASSED))) is not None:
        return None
    found = yield from ask(Unsupported(typ))
    if found is None:
        return None
    passed = yield from _passed_member(typ, names)
    if passed is not None:
        name = passed.rpartition(".")[2]
        return Problem(
            f'is declared as "{found.whole}", and FastAPI passes a "{name}" to what is declared as '
            "nothing else",
            f'declare it as "{name}"',
        )
    which = "which" if found.part == found.whole else f'and "{found.part}"'
    return Problem(
        f'is declared as "{found.whole}", {which} is no type that pydantic can validate',
        'let a dependency provide it, with "Depends()", or declare a pydantic model',
    )
