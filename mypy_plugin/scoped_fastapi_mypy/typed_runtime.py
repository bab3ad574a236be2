"""Takes back what the types of `scoped_fastapi` say where a rule says it better.

The typed `Depends` and the typed verbs make every checker find the plainest mistakes, in the words
of an assignment or of a type variable. Under mypy the rules find them too, at the same lines and with
a fix; one report is enough. A rule looks at the parameters of functions, so a `Depends` that is the
default of one is Any; anywhere else it has the type that it has without the plugin.
"""

from __future__ import annotations

from typing import Final

from mypy.checker import TypeChecker
from mypy.nodes import Expression, Statement
from mypy.plugin import FunctionContext, MethodContext
from mypy.types import AnyType, CallableType, Type, TypeOfAny, TypeVarType, get_proper_type
from scoped_fastapi_check.model import fullnames

from scoped_fastapi_mypy.node_index import Tree

_DEPENDS: Final = frozenset({"scoped_fastapi.params.Depends", "scoped_fastapi.params.Security"})


def result_type(fullname: str, context: FunctionContext | MethodContext) -> Type:
    """The type of a call of the function or method `fullname`, as the rules need it."""
    if fullname in _DEPENDS:
        if _defaults.have(context):
            return AnyType(TypeOfAny.special_form)
        return context.default_return_type
    default = context.default_return_type
    if fullname.rpartition(".")[0] in fullnames.SCOPED_ROUTERS:
        decorator = get_proper_type(default)
        if isinstance(decorator, CallableType):
            return _for_any_handler(decorator)
    return default


class _Defaults:
    """The defaults of the parameters in the module that is being checked."""

    def __init__(self) -> None:
        self._module: list[Statement] | None = None
        self._found: set[Expression] = set()

    def have(self, context: FunctionContext | MethodContext) -> bool:
        """Whether the call of a hook is the default of a parameter."""
        checker = context.api
        if not isinstance(checker, TypeChecker):
            return False
        # mypy checks them before it enters the function. The daemon keeps the tree of a module that
        # has changed, and gives it other statements.
        if self._module is not checker.tree.defs:
            self._module = checker.tree.defs
            self._found = {
                argument.initializer
                for function in Tree(checker.tree).functions()
                for argument in function.arguments
                if argument.initializer is not None
            }
        return context.context in self._found


_defaults = _Defaults()


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
