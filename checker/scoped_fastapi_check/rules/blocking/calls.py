"""Which calls block, by their names and by the types of the objects that they are called on."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import InstanceOf, Steps, SubclassOf, ask
from scoped_fastapi_check.model.module import Call, Expression
from scoped_fastapi_check.rules.blocking.elsewhere import given_by, origin
from scoped_fastapi_check.rules.blocking.factories import is_made_by_factory
from scoped_fastapi_check.rules.blocking.known import (
    FACTORY_HARMLESS,
    FILE_FUNCTIONS,
    FILE_METHODS,
    FUNCTIONS,
    FUTURE,
    ITERATED,
    ITERATED_WORDS,
    METHODS,
    OPEN,
    SOCKET,
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
        if name in FILE_FUNCTIONS and len(call.node.args) > FILE_FUNCTIONS[name]:
            file = call.node.args[FILE_FUNCTIONS[name]]
            return self._is_opened(Expression(file, call.scope))
        if not isinstance(func, ast.Attribute):
            return False
        owner = Expression(func.value, call.scope)
        if func.attr in FILE_METHODS and self._is_opened(owner):
            return True
        return func.attr not in FACTORY_HARMLESS and self._is_made_by_factory(owner)

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
        if self._is_made_by_factory(owner):
            return False
        found = yield from self._class_of(owner)
        if found is None:
            return False
        if found in METHODS:
            return func.attr in METHODS[found] and self._waits(found, owner)
        return func.attr not in WHOLE_CLASSES.get(found, frozenset())

    def iterates(self, call: Call) -> Steps[bool]:
        """Whether going through what a call gives blocks."""
        func = call.node.func
        text = self._context.module.text or b""
        if isinstance(func, ast.Attribute) and any(word in text for word in ITERATED_WORDS):
            made = Expression(call.node, call.scope)
            return (yield from ask(InstanceOf(made, tuple(ITERATED)))) is not None
        return False

    def _waits(self, found: str, owner: Expression) -> bool:
        """Whether an object of a class certainly waits here, where not all of them do."""
        if found == FUTURE:
            return not _may_be_done(owner)
        if found == SOCKET:
            text = owner.scope.module.text or b""
            return not any(word in text for word in _WITHOUT_WAITING)
        return True

    def _is_made_by_factory(self, owner: Expression) -> bool:
        text = owner.scope.module.text or b""
        return b"boto3" in text and is_made_by_factory(owner, self._context.names)

    def _class_of(self, owner: Expression) -> Steps[str | None]:
        """Which of the classes that block an object is of."""
        if owner.scope.module is self._context.module:
            found = yield from ask(InstanceOf(owner, self._classes))
            entered = None if found is not None else _entered_on_its_line(owner)
            if entered is None:
                return found
            # No line fits between the two; what these classes make enters as itself.
            return (yield from ask(InstanceOf(entered, self._classes)))
        # An engine may have no types inside of a module that it did not check itself.
        known, method = origin(owner, self._context.names)
        found = None
        if known is not None and known.is_class:
            found = yield from ask(SubclassOf(known.expression, self._classes))
        elif known is not None and known.expression is not owner:
            found = yield from ask(InstanceOf(known.expression, self._classes))
        if method is not None:
            found = given_by(found, method)
        return found or (yield from ask(InstanceOf(owner, self._classes)))

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


def _entered_on_its_line(owner: Expression) -> Expression | None:
    """What a name is entered as, where all of it is one line: `with Client() as client: client.get(...)`."""
    node = owner.node
    function = owner.scope.module.function_of(owner.scope)
    if not isinstance(node, ast.Name) or function is None:
        return None
    for part in ast.walk(function.node):
        if not isinstance(part, ast.With) or not part.lineno == node.lineno == part.body[0].lineno:
            continue
        for item in part.items:
            if isinstance(item.optional_vars, ast.Name) and item.optional_vars.id == node.id:
                return owner.sibling(item.context_expr)
    return None


# What is said to a socket, or to a loop, so that it does not wait.
_WITHOUT_WAITING: Final = (b"setblocking", b"settimeout", b"sock_", b"SOCK_NONBLOCK")


def _may_be_done(owner: Expression) -> bool:
    """Whether somebody may have waited for what a name stands for: all that is certain is `result()`."""
    node = owner.node
    if isinstance(node, ast.Call):
        return False
    function = owner.scope.module.function_of(owner.scope)
    if not isinstance(node, ast.Name) or function is None:
        return True
    made = function.body.single_value(node.id)
    read = [
        part
        for part in ast.walk(function.node)
        if isinstance(part, ast.Name) and part.id == node.id and isinstance(part.ctx, ast.Load)
    ]
    return not isinstance(made, ast.Call) or len(read) > 1


_LIBRARIES: Final = tuple(
    {f"{name.partition('.')[0]}." for name in (*METHODS, *WHOLE_CLASSES)} | {"builtins."}
)
