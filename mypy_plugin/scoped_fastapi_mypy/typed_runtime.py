"""Takes back what the types of `scoped_fastapi` say where a rule says it better.

The typed `Depends` and the typed verbs make every checker find the plainest mistakes, in the words
of an assignment or of a type variable. Under mypy the rules find them too, at the same lines and with
a fix; one report is enough.
"""

from __future__ import annotations

from typing import Final

from mypy.checker import TypeChecker
from mypy.nodes import MypyFile, Statement
from mypy.plugin import FunctionContext, MethodContext
from mypy.types import AnyType, CallableType, Type, TypeOfAny, TypeVarType, get_proper_type
from scoped_fastapi_check.model import fullnames

from scoped_fastapi_mypy.node_index import Tree

_DEPENDS: Final = frozenset({fullnames.SCOPED_DEPENDS, fullnames.SCOPED_SECURITY})


def result_type(fullname: str, context: FunctionContext | MethodContext) -> Type:
    """The type of a call of the function or method `fullname`, as the rules need it."""
    default = context.default_return_type
    if fullname in _DEPENDS:
        return AnyType(TypeOfAny.special_form) if _is_looked_at(context) else default
    if fullname.rpartition(".")[0] in fullnames.SCOPED_ROUTERS:
        decorator = get_proper_type(default)
        if isinstance(decorator, CallableType):
            return _for_any_handler(decorator)
    return default


class _Trees:
    """The tree of the module that is being checked, kept until mypy goes on to another."""

    def __init__(self) -> None:
        self._statements: list[Statement] | None = None
        self._tree: Tree | None = None

    def of(self, file: MypyFile) -> Tree:
        # The daemon keeps the file of a module that has changed, and gives it other statements.
        if self._tree is None or self._statements is not file.defs:
            self._statements, self._tree = file.defs, Tree(file)
        return self._tree


_trees: Final = _Trees()


def _is_looked_at(context: FunctionContext | MethodContext) -> bool:
    """Whether a rule looks at the marker: at parameters, and at the fields of classes.

    Anywhere else it has the type that it has without the plugin.
    """
    checker = context.api
    return isinstance(checker, TypeChecker) and (
        checker.scope.active_class() is not None
        or _trees.of(checker.tree).is_looked_at(context.context)
    )


def _for_any_handler(decorator: CallableType) -> CallableType:
    """A decorator that gives back the handler it is given, whatever the handler returns."""
    if len(decorator.variables) != 1 or len(decorator.arg_types) != 1:
        return decorator
    (variable,) = decorator.variables
    if not isinstance(variable, TypeVarType):
        return decorator
    anything = AnyType(TypeOfAny.special_form)
    unbound = TypeVarType(
        variable.name, variable.fullname, variable.id, [], anything, variable.default
    )
    return CallableType(
        [unbound],
        decorator.arg_kinds,
        decorator.arg_names,
        unbound,
        decorator.fallback,
        variables=[unbound],
    )
