"""What a call does with the event loop, by the name of what it calls."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Expression

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Call
    from scoped_fastapi_check.model.names import Names

__all__ = ["LOOPS", "SET", "WHEN_ASYNC", "kind_of"]

LOOPS: Final = {"run_until_complete": fullnames.EVENT_LOOPS, "run": fullnames.RUNNERS}
"""Methods that start a loop, and the classes that have them."""
SET: Final = "set"
"""The method of a context variable."""
WHEN_ASYNC: Final = fullnames.STARTS_LOOP | fullnames.WAITS_FOR_LOOP | set(LOOPS)
"""What goes wrong where a loop runs; the others where none does."""
_FUNCTIONS: Final = fullnames.ASKS_FOR_LOOP | fullnames.STARTS_LOOP | fullnames.WAITS_FOR_LOOP
# None is `**options`.
_WITH_LOOP: Final = {"loop", "connector", None}
_MAKES: Final = {
    "run_until_complete": {
        *(name for name in fullnames.ASKS_FOR_LOOP if name.endswith("_loop")),
        *("asyncio.new_event_loop", "asyncio.events.new_event_loop"),
    },
    "run": set(fullnames.RUNNERS),
    SET: {"contextvars.ContextVar", fullnames.CONTEXT_VAR},
}
"""What makes the objects that have the methods."""


def kind_of(call: Call, names: Names, *, is_typed: bool) -> str | None:
    """The function that is called, or the method, whose object is asked about where types are known."""
    node = call.node.func
    name = names.fullname(call.callee) if _may_name(node) else None
    if name in _FUNCTIONS or _runs_in_loop(name, call) or _is_made_in_loop(name, call):
        return name
    if not isinstance(node, ast.Attribute) or node.attr not in _MAKES:
        return None
    return node.attr if is_typed or _is_made(node, call, names) else None


def _runs_in_loop(name: str | None, call: Call) -> bool:
    """Whether a call hands a coroutine, which it makes itself, to what needs a loop to run it."""
    return name in fullnames.ASKS_FOR_LOOP_TO_RUN and any(
        isinstance(argument, ast.Call) for argument in call.node.args
    )


def _is_made_in_loop(name: str | None, call: Call) -> bool:
    """Whether a call makes a client that asks for the loop, as it is given none."""
    keywords = {keyword.arg for keyword in call.node.keywords}
    return name in fullnames.ASKS_FOR_LOOP_WHEN_MADE and keywords.isdisjoint(_WITH_LOOP)


def _may_name(node: ast.expr) -> bool:
    """Whether a callee may be one of the functions, by its last word."""
    last = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return last in fullnames.LOOP_WORDS or isinstance(node, ast.Name)


def _is_made(method: ast.Attribute, call: Call, names: Names) -> bool:
    """Whether the object of a method is seen to be made by what gives such ones."""
    owner = Expression(method.value, call.scope)
    made = names.value(owner) or _bound_here(owner) or owner
    if not isinstance(made.node, ast.Call):
        return False
    func = made.node.func
    cls = func.value if isinstance(func, ast.Subscript) else func  # `ContextVar[str]("name")`
    return names.fullname(made.sibling(cls)) in _MAKES[method.attr]


def _bound_here(name: Expression) -> Expression | None:
    """The only value that a function gives to a name of its own."""
    if not isinstance(name.node, ast.Name):
        return None
    value = name.scope.single_value(name.node.id)
    return None if value is None else name.sibling(value)
