"""The function behind what is handed over to be called: a name, a method, an object, what a factory makes."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scoped_fastapi_check.analysis.questions import ProjectGives, Steps, ask
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import is_bound, made_by, method_of, method_of_object
from scoped_fastapi_check.model.method_decorators import is_as_written, is_static_method
from scoped_fastapi_check.model.placeholders import is_placeholder
from scoped_fastapi_check.model.resolution import resolve
from scoped_fastapi_check.rules.shared.asked_functions import is_of_library

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Expression, Function
    from scoped_fastapi_check.model.names import Names

__all__ = ["Registered", "may_be_another", "registered"]


@dataclass(frozen=True, slots=True)
class Registered:
    """A function that is handed over; `bound` tells whether it has got its object."""

    function: Function
    bound: bool = False
    is_partial: bool = False
    """Whether some of its arguments are given already."""
    is_exact: bool = True
    """Whether it is no method of an object whose class may derive from the one that is known."""


def registered(given: Expression, names: Names) -> Registered | None:
    """What is certainly called, as it stands in the source: no decorator makes something else of it."""
    found = _found(given, names)
    if found is None or is_of_library(found.function):  # A stub shows no bodies.
        return None
    return found if is_as_written(found.function) else None


def may_be_another(found: Registered) -> Steps[bool]:
    """Whether an object may have a method of its own in the place of the one that is found."""
    if found.is_exact:
        return False
    function = found.function
    owner, module = function.scope.node, function.scope.module
    if not isinstance(owner, ast.ClassDef):
        return False
    if is_placeholder(function):
        return True
    return (yield from ask(ProjectGives(module, owner.name, function.name, module.path)))


def _found(given: Expression, names: Names) -> Registered | None:
    if (function := names.function(given)) is not None:
        is_plain = not isinstance(function.scope.node, ast.ClassDef)  # `crud.get_users`
        is_exact = is_plain or _is_exact(given, names)
        return Registered(function, is_bound(given, function), is_exact=is_exact)
    if names.is_class(given):
        return None
    if (callee := method_of_object(given, names)) is not None:
        is_bound_here = not is_static_method(callee.function)
        return Registered(callee.function, is_bound_here, is_exact=_is_exact(given, names))
    made = resolve(given, names)
    if not isinstance(made.node, ast.Call):
        return None
    called = made.sibling(made.node.func)
    if names.fullname(called) == fullnames.PARTIAL and made.node.args:
        inner = registered(made.sibling(made.node.args[0]), names)
        return None if inner is None else replace(inner, is_partial=True)
    if (function := made_by(made, names)) is not None:
        return Registered(function)
    scope = names.class_scope(called)
    callee = None if scope is None else method_of(scope, "__call__", names)
    return None if callee is None else Registered(callee.function, bound=True)


def _is_exact(given: Expression, names: Names) -> bool:
    """Whether a method is named through its class, or through an object that is made in sight."""
    if not isinstance(given.node, ast.Attribute):
        return True
    owner = given.sibling(given.node.value)
    made = resolve(owner, names)
    return names.class_scope(owner) is not None or isinstance(made.node, ast.Call)
