"""What a piece of metadata is to FastAPI: a marker, something that is meant as one, or nothing."""

from __future__ import annotations

import ast
from collections.abc import Generator
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, Final

from scoped_fastapi_check.analysis.assignability import Fit
from scoped_fastapi_check.analysis.dependency_result import behind_partials, provided
from scoped_fastapi_check.analysis.questions import InstanceOf, Question, SubclassOf, ask
from scoped_fastapi_check.diagnostics.diagnostic import Fix
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.declarations import as_parameter_marker
from scoped_fastapi_check.model.graph import made_by, method_of, method_of_object
from scoped_fastapi_check.model.resolution import resolve
from scoped_fastapi_check.rules.shared.edits import replaced, source_of

if TYPE_CHECKING:
    from scoped_fastapi_check.model.declarations import Declaration
    from scoped_fastapi_check.model.module import Expression
    from scoped_fastapi_check.model.names import Names
    from scoped_fastapi_check.rules.base import Context

# Their functions are for pydantic, which ignores them as well where they are not called.
_PACKAGES: Final = frozenset(
    {"annotated_types", "builtins", "pydantic", "pydantic_core", "typing", "typing_extensions"}
)
_LITERALS: Final = (ast.Constant, ast.List, ast.Dict, ast.Tuple, ast.Set, ast.UnaryOp)
_SCHEMA: Final = "__get_pydantic_core_schema__"


class Meant(Enum):
    """What a user means by a piece of metadata."""

    MARKER = auto()
    """One of FastAPI's, which was not called."""
    DEPENDENCY = auto()
    """Something that `Depends` was to be given."""


@dataclass(frozen=True, eq=False, slots=True)
class Ignored:
    """Metadata that FastAPI ignores; `marker` is the name of a marker that was not called."""

    item: Expression
    meant: Meant
    marker: str = ""
    is_class: bool = False
    """Whether it is a class, which may have to be made first."""


def called_fix(ignored: Ignored) -> Fix | None:
    """`Depends(f)` in the place of `f`, `Header()` in that of `Header`.

    Who must be given something to depend on is not known: `Depends` alone means the type.
    """
    text = source_of(ignored.item)
    if text is None or ignored.marker in {"Depends", "Security"} or ignored.is_class:
        return None
    made, imports = f"{text}()", tuple[str, ...]()
    if ignored.meant is Meant.DEPENDENCY:
        made, imports = f"Depends({text})", (fullnames.DEPENDS_OF_FASTAPI,)
    edit = replaced(ignored.item, made)
    return None if edit is None else Fix(f'Write "{made}"', (edit,), imports=imports)


def uncalled_marker(context: Context, item: Expression) -> Ignored | None:
    """`Header` in the place of `Header()`."""
    if not isinstance(item.node, ast.Name | ast.Attribute):
        return None
    name = fullnames.PARAMETER_MARKERS.get(context.names.fullname(item) or "")
    return None if name is None else Ignored(item, Meant.MARKER, name)


def ignored(
    context: Context, declared: Declaration
) -> Generator[Question[Any], Any, Ignored | None]:
    """What FastAPI ignores of the metadata of a parameter, where it certainly finds no marker in it."""
    found: Ignored | None = None
    for item in declared.metadata:
        if as_parameter_marker(item, context.names) is not None:
            return None
        if (marker := uncalled_marker(context, item)) is not None:
            found = marker
        elif not _is_plain(context, item):
            if not (yield from _is_dependency(context, item, declared)):
                return None  # It may be a marker, or anything.
            found = Ignored(item, Meant.DEPENDENCY, is_class=context.names.is_class(item))
    return found


def _is_plain(context: Context, item: Expression) -> bool:
    """Whether metadata is none of FastAPI's, nor meant to be called by it."""
    made = resolve(item, context.names)
    if isinstance(made.node, _LITERALS):
        return True
    base = made.uncalled()
    name = context.names.fullname(base)
    if name is not None and name.partition(".")[0] in _PACKAGES:
        return True
    scope = context.names.class_scope(base)
    return scope is not None and method_of(scope, _SCHEMA, context.names) is not None


def _leads_to_function(item: Expression, names: Names) -> bool:
    """Whether this is a function, a lambda, a method, or what a factory defines and returns."""
    return (
        (isinstance(item.node, ast.Lambda) and not _is_given_a_value(item.node.args))
        or names.function(item) is not None
        or method_of_object(item, names) is not None
        or made_by(item, names) is not None
    )


def _is_given_a_value(arguments: ast.arguments) -> bool:
    """Whether a lambda needs a positional argument, as one that was meant to validate does."""
    return len(arguments.defaults) < len([*arguments.posonlyargs, *arguments.args])


def _is_dependency(
    context: Context, item: Expression, declared: Declaration
) -> Generator[Question[Any], Any, bool]:
    """Whether `Depends` would take this: a function, a security scheme, what gives such a value."""
    names = context.names
    if names.is_class(item):
        if declared.type is not None and names.fullname(item) == names.fullname(declared.type):
            return True
        return (yield from ask(SubclassOf(item, (fullnames.SECURITY_BASE,)))) is not None
    if (yield from ask(InstanceOf(item, (fullnames.SECURITY_BASE,)))) is not None:
        return True
    if not _leads_to_function(resolve(behind_partials(item, names), names), names):
        return False
    given = yield from provided(item, declared.parameter)
    return given.fit not in {Fit.DISJOINT, Fit.NOT_CALLABLE}
