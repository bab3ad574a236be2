"""Which calls block, by their names and by the types of the objects that they are called on."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import InstanceOf, Steps, SubclassOf, ask
from scoped_fastapi_check.model.dependencies import unquoted
from scoped_fastapi_check.model.graph import declared_type
from scoped_fastapi_check.model.module import Call, Expression
from scoped_fastapi_check.rules.blocking.known import (
    FACTORIES,
    FACTORY_HARMLESS,
    FILE_METHODS,
    FUNCTIONS,
    METHODS,
    OPEN,
    WHOLE_CLASSES,
)

if TYPE_CHECKING:
    from scoped_fastapi_check.rules.base import Context

__all__ = ["Judge"]

_NAMES: Final = frozenset(
    {name.rpartition(".")[2] for name in FUNCTIONS}
    | {method for methods in METHODS.values() for method in methods}
    | FILE_METHODS
)


class Judge:
    """Tells which calls block; `extra` are names that a user has added."""

    def __init__(self, context: Context, extra: tuple[str, ...]) -> None:
        self._context = context
        self._extra = frozenset(extra)
        self._classes = (*METHODS, *WHOLE_CLASSES, *extra)

    def is_known_to_block(self, call: Call) -> bool:
        """Whether its name alone says that a call blocks."""
        func = call.node.func
        if not isinstance(func, ast.Name | ast.Attribute):
            return False
        name = self._context.names.fullname(call.callee)
        if name is not None and (name in FUNCTIONS or name in self._extra):
            return True
        if not isinstance(func, ast.Attribute):
            return False
        owner = Expression(func.value, call.scope)
        if func.attr in FILE_METHODS and self._is_opened(owner):
            return True
        return self._made_by(owner) in FACTORIES and func.attr not in FACTORY_HARMLESS

    def blocks(self, call: Call) -> Steps[bool]:
        """Whether a call blocks, by the type of the object that it is called on."""
        func = call.node.func
        if not isinstance(func, ast.Attribute):
            return False
        if func.attr not in _NAMES and not self._may_be_whole(func.attr):
            return False
        name = self._context.names.fullname(call.callee)
        if name is not None and not name.startswith(_LIBRARIES) and not self._extra:
            return False
        owner = Expression(func.value, call.scope)
        if self._made_by(owner) in FACTORIES:
            return False
        found = yield from self._class_of(owner)
        if found is None:
            return False
        if found in METHODS:
            return func.attr in METHODS[found]
        return func.attr not in WHOLE_CLASSES.get(found, frozenset())

    def _class_of(self, owner: Expression) -> Steps[str | None]:
        """Which of the classes that block an object is of."""
        declared = self._declared(owner)
        if declared is not None:
            return (yield from ask(SubclassOf(declared, self._classes)))
        return (yield from ask(InstanceOf(owner, self._classes)))

    def _declared(self, owner: Expression) -> Expression | None:
        """The class that a parameter of a function in another module declares.

        An engine may have no types inside of a module that it did not check itself.
        """
        module = owner.scope.module
        if module is self._context.module or not isinstance(owner.node, ast.Name):
            return None
        function = module.function_of(owner.scope)
        for parameter in () if function is None else function.parameters:
            if parameter.name == owner.node.id and parameter.annotation is not None:
                return declared_type(unquoted(parameter.annotation), self._context.names)
        return None

    def _may_be_whole(self, method: str) -> bool:
        """Whether a method of any name may block: where a class all of whose methods do is near."""
        text = self._context.module.text or b""
        return (
            b"redis" in text or b"botocore" in text or bool(self._extra)
        ) and not method.startswith("__")

    def _is_opened(self, owner: Expression) -> bool:
        """Whether an object is a file that `open` has opened here."""
        node = owner.node
        if isinstance(node, ast.Call):
            return self._context.names.fullname(owner.sibling(node.func)) in OPEN
        if not isinstance(node, ast.Name):
            return False
        function = owner.scope.module.function_of(owner.scope)
        for part in () if function is None else ast.walk(function.node):
            match part:
                case ast.withitem(ast.Call(func=func), ast.Name(id=name)) if name == node.id:
                    return self._context.names.fullname(owner.sibling(func)) in OPEN
                case _:
                    pass
        value = self._context.names.value(owner)
        return (
            value is not None
            and isinstance(value.node, ast.Call)
            and self._context.names.fullname(value.sibling(value.node.func)) in OPEN
        )

    def _made_by(self, owner: Expression) -> str | None:
        """The full name of the function that has made an object."""
        value = self._context.names.value(owner) or owner
        if not isinstance(value.node, ast.Call):
            return None
        name = self._context.names.fullname(value.sibling(value.node.func))
        # What has no types may be unknown to an engine; the name alone says what it is.
        return name or ast.unparse(value.node.func)


_LIBRARIES: Final = tuple(
    {f"{name.partition('.')[0]}." for name in (*METHODS, *WHOLE_CLASSES)} | {"builtins."}
)
