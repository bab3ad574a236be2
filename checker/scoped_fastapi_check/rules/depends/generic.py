"""`Depends(Repository[User])`: a generic class with its arguments, whose parameters FastAPI does not see.

What Python calls then is an alias, with a signature of its own: `*args, **kwargs`.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import OneFileMentions, Steps, ask
from scoped_fastapi_check.diagnostics.codes import DEPENDS
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import ancestors
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.resolution import resolve
from scoped_fastapi_check.rules.shared.asked_functions import dependency_at
from scoped_fastapi_check.rules.shared.provision import dependency_name

if TYPE_CHECKING:
    from scoped_fastapi_check.model.dependencies import DependencySite
    from scoped_fastapi_check.model.module import Scope
    from scoped_fastapi_check.model.names import Names
    from scoped_fastapi_check.rules.base import Context

_PLAIN_BASES: Final = fullnames.GENERIC | {"builtins.object", "abc.ABC"}


def generic_alias(context: Context, site: DependencySite) -> Steps[Diagnostic | None]:
    """What is wrong with a dependency that is a class with type arguments."""
    dependency = dependency_at(context, site)
    if dependency is None:
        return None
    meant = resolve(dependency, context.names)
    if not isinstance(meant.node, ast.Subscript):
        return None
    head = meant.sibling(meant.node.value)
    cls = context.names.class_scope(head)
    if cls is None or not isinstance(cls.node, ast.ClassDef) or not _is_plain(cls, context.names):
        return None
    overriding = ("dependency_overrides", f"{cls.node.name}[")
    if (yield from ask(OneFileMentions(context.module, overriding))):
        return None  # An override may be found by such an alias.
    return _as_alias(site, dependency, dependency_name(head))


def _is_plain(cls: Scope, names: Names) -> bool:
    """Whether Python makes an alias of a class and its arguments, and not a class as pydantic does."""
    places = list(ancestors(cls, names))
    return all(_is_known(each, places, names) for each in places)


def _is_known(cls: Scope, places: list[Scope], names: Names) -> bool:
    node = cls.node
    if not isinstance(node, ast.ClassDef) or cls.parent is None or cls.module.is_of_library:
        return False
    decorators = (names.fullname(Expression(each, cls.parent)) for each in node.decorator_list)
    if node.keywords or not all(each == fullnames.DATACLASS for each in decorators):
        return False
    if "__class_getitem__" in cls.values:
        return False
    for base in node.bases:
        head = Expression(base.value if isinstance(base, ast.Subscript) else base, cls.parent)
        if names.fullname(head) not in _PLAIN_BASES and names.class_scope(head) not in places:
            return False
    return True


def _as_alias(site: DependencySite, dependency: Expression, cls: str) -> Diagnostic:
    name = dependency_name(dependency)
    if site.marker.dependency is None:
        what = f'"Depends()" takes the declared type "{name}" as the dependency'
    else:
        what = f'"{name}" is given as a dependency'
    return Diagnostic.at(
        site.node,
        DEPENDS,
        f"{what}, and FastAPI does not see the parameters of a class with type arguments",
        'FastAPI asks the query for "args" and "kwargs" and answers 422: pass the class alone, '
        f'"Depends({cls})"',
    )
