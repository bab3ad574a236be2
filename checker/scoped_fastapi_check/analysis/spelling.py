"""Types in one spelling, whichever checker has shown them: that of Python's own annotations.

`(int, /) -> str`, `def (int) -> str` and `def f(x: int) -> str` are `Callable[[int], str]`, `CoroutineType` is `Coroutine`, and
`Literal["a"]` is `Literal['a']`. What cannot be read stays as it is.
"""

from __future__ import annotations

import ast
import re
from typing import Final

__all__ = ["in_one_spelling", "in_order_of"]

_TOKEN: Final = re.compile(
    r"""\s*(?P<token>->|\.\.\.|\*\*|[bru]*"(?:[^"\\]|\\.)*"|[bru]*'(?:[^'\\]|\\.)*'|-?[\w.@]+|[^\s\w])"""
)
_NAMES: Final = {
    **{f"{name}Type": name for name in ("Coroutine", "Generator", "AsyncGenerator")},
    "Unknown": "Any",
    "Type": "type",
}
# What checkers leave out where it is the default.
_DEFAULTS: Final = {
    "Generator": ("", "None", "None"),
    "AsyncGenerator": ("", "None"),
    "AbstractContextManager": ("", "bool | None"),
    "AbstractAsyncContextManager": ("", "bool | None"),
}
# Classes of Starlette whose parameter has a default, which nobody writes.
_MOSTLY_BARE: Final = frozenset({"HTTPConnection", "Request", "WebSocket"})
_LONGEST: Final = 10_000


def in_one_spelling(shown: str, *, is_inferred: bool = False) -> str:
    """A type in the spelling of annotations; an inferred `Literal[3]` is an `int`."""
    if len(shown) > _LONGEST:
        return shown
    try:
        return _Reader(shown, is_inferred).whole()
    except (_UnreadableError, RecursionError):
        return shown


def in_order_of(shown: str, annotation: ast.expr | None) -> str:
    """A union in the order in which an annotation has its members: some checkers sort them."""
    given = shown.split(" | ")
    if annotation is not None and len(given) > 1:
        for node in ast.walk(annotation):
            if isinstance(node, ast.BinOp):
                written = [ast.unparse(member) for member in _members(node)]
                if sorted(written) == sorted(given):
                    return " | ".join(written)
    return shown


def _members(node: ast.expr) -> list[ast.expr]:
    found: list[ast.expr] = []
    while isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        found.append(node.right)
        node = node.left
    return [node, *reversed(found)]


class _UnreadableError(Exception):
    """A checker shows something that is no type as we know them."""


class _Reader:
    def __init__(self, text: str, is_inferred: bool) -> None:
        self._tokens = [found["token"] for found in _TOKEN.finditer(text)]
        self._at = 0
        self._is_inferred = is_inferred

    def whole(self) -> str:
        found = self._union()
        if self._at < len(self._tokens):
            raise _UnreadableError
        return found

    @property
    def _next(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _take(self, token: str = "") -> str:
        found = self._next
        if not found or (token and found != token):
            raise _UnreadableError
        self._at += 1
        return found

    def _has(self, token: str) -> bool:
        if self._next != token:
            return False
        self._at += 1
        return True

    def _union(self) -> str:
        found = self._item()
        while self._has("|"):
            found += self._item()
        return " | ".join(dict.fromkeys(found))

    def _item(self) -> list[str]:
        """A member of a union, or several: those in parentheses, and those of a literal."""
        token = self._take()
        if token == "def" or (token == "bound" and self._has("method")):
            return self._function()
        if token == "(":
            return self._in_parentheses()
        if token == "[":
            return [f"[{', '.join(self._arguments())}]"]
        if token == "<" and self._has("class"):
            named = self._take().strip("'")  # A class itself: `<class 'User'>`.
            self._take(">")
            return [f"type[{named}]"]
        if not (token[0].isalnum() or token[0] in "_.'\"-"):
            raise _UnreadableError
        name = _NAMES.get(token, token)
        if not self._has("["):
            # One checker shows the class `type`, others what it is as an annotation.
            return ["type[Any]" if name == "type" else name]
        if name == "Literal":
            return self._literal()
        arguments = self._arguments()
        if name in _MOSTLY_BARE and arguments == ["Any"]:
            return [name]
        arguments += _DEFAULTS.get(name, ())[len(arguments) :]
        return [f"{name}[{', '.join(arguments)}]"]

    def _arguments(self) -> list[str]:
        """What stands in brackets, to the end of them."""
        found: list[str] = []
        while not self._has("]"):
            found.append(self._union())
            if self._next != "]":
                self._take(",")
        return found

    def _literal(self) -> list[str]:
        values: list[str] = []
        while not self._has("]"):
            values.append(self._take())
            self._has(",")
        if self._is_inferred:
            return [_class_of(value) for value in values]
        return [f"Literal[{', '.join(map(_as_written, values))}]"]

    def _function(self) -> list[str]:
        """A function, with its name and its type parameters or without, which returns None where it says nothing."""
        has_name = self._next not in {"(", "["}
        if has_name:
            self._take()
        if self._has("["):
            self._arguments()
        self._take("(")
        parameters = self._parameters(have_names=has_name)
        return [f"Callable[{parameters}, {self._union() if self._has('->') else None}]"]

    def _in_parentheses(self) -> list[str]:
        begin = self._at
        parameters = self._parameters(have_names=False)
        if self._has("->"):
            return [f"Callable[{parameters}, {self._union()}]"]
        end, self._at = self._at, begin
        found = self._union()
        self._take(")")
        if self._at != end:
            raise _UnreadableError
        return [found]

    def _parameters(self, *, have_names: bool) -> str:
        """The types of the parameters that are given by their places, to the closing parenthesis."""
        types: list[str] = []
        is_open = False
        while not self._has(")"):
            token = self._next
            if token in {"*", "**", "..."}:
                is_open = True
            begin = self._at
            self._skip()
            if token != "/" and not is_open:
                is_untyped = have_names and ":" not in self._tokens[begin : self._at]
                types.append("Any" if is_untyped else self._type_between(begin, self._at))
            self._has(",")
        return "..." if is_open else f"[{', '.join(types)}]"

    def _skip(self) -> None:
        """Go on to the comma or the parenthesis that ends a parameter."""
        depth = 0
        while depth or self._next not in {",", ")"}:
            token = self._take()
            depth += (token in "([{") - (token in ")]}")

    def _type_between(self, begin: int, end: int) -> str:
        """The type of a parameter: `int`, `name: int`, `name: int = 3`."""
        tokens = self._tokens[begin:end]
        if "=" in tokens:
            tokens = tokens[: tokens.index("=")]
        if len(tokens) > 1 and tokens[1] == ":":
            tokens = tokens[2:]
        inner = _Reader("", is_inferred=False)
        inner._tokens = tokens
        return inner.whole()


def _as_written(value: str) -> str:
    if value[-1] not in "'\"":
        return value
    try:
        return repr(ast.literal_eval(value))
    except (SyntaxError, ValueError) as error:
        raise _UnreadableError from error


def _class_of(value: str) -> str:
    try:
        return type(ast.literal_eval(value)).__name__
    except (SyntaxError, ValueError):
        # A member of an enumeration.
        return value.rpartition(".")[0] or value
