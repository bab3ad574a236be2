"""Objects that keep a value in their attributes: a repository and its session."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scoped_fastapi_check.model.graph import method, method_of
from scoped_fastapi_check.model.module import Expression, Scope

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Function
    from scoped_fastapi_check.model.names import Names


@dataclass(frozen=True, eq=False, slots=True)
class Holder:
    """An object of a class, and which of its attributes hold the value (None) or another holder."""

    scope: Scope
    attributes: Mapping[str, Holder | None]

    def _uses_value_in(self, name: str, names: Names, seen: frozenset[str]) -> bool:
        """Whether a method of the object certainly does something with the value."""
        function = method(self.scope, name, names)
        if function is None or name in seen or not function.parameters:
            return False
        own = function.parameters[0].name
        return any(
            self.is_used_by(reading, names, seen | {name})
            for reading in readings_of(own, function.node)
        )

    def is_used_by(
        self, reading: list[str], names: Names, seen: frozenset[str] = frozenset()
    ) -> bool:
        """Whether to read attributes one after the other, `repository.session`, leads to the value.

        A method counts as well, if it uses the value: who names it has it called.
        """
        if not reading:
            return False
        first, *others = reading
        if first not in self.attributes:
            return self._uses_value_in(first, names, seen)
        inner = self.attributes[first]
        return True if inner is None else inner.is_used_by(others, names)


def chain_of(node: ast.expr) -> tuple[ast.expr, list[str]]:
    """What a chain of attributes begins with, and the attributes: `a.b.c` is `a` and `["b", "c"]`."""
    reading: list[str] = []
    while isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
        reading.insert(0, node.attr)
        node = node.value
    return node, reading


def readings_of(name: str, node: ast.AST) -> Iterator[list[str]]:
    """The attributes that are read of a name somewhere in a node."""
    if isinstance(node, ast.Attribute):
        base, reading = chain_of(node)
        if reading and isinstance(base, ast.Name):
            if base.id == name:
                yield reading
            return
        node = base if reading else node.value
    for child in ast.iter_child_nodes(node):
        yield from readings_of(name, child)


def held_by(scope: Scope, given: Mapping[str, Holder | None], names: Names) -> Holder | None:
    """The object that a class makes of what its `__init__` is given, if it keeps any of that."""
    init = method_of(scope, "__init__", names)
    if init is None:
        return None
    stored = _stored_parameters(init.function)
    attributes = {stored[name]: inner for name, inner in given.items() if name in stored}
    return Holder(scope, attributes) if attributes else None


def made_holder(
    call: Expression, given: Mapping[int, Holder | None], names: Names
) -> Holder | None:
    """The object that a call of a class makes, if it keeps what some of the arguments hold.

    `given` are those arguments, by the identity of their nodes.
    """
    node = call.node
    assert isinstance(node, ast.Call)
    scope = names.class_scope(call.sibling(node.func))
    init = None if scope is None else method_of(scope, "__init__", names)
    if scope is None or init is None or any(isinstance(one, ast.Starred) for one in node.args):
        return None
    passed = dict(zip((p.name for p in init.parameters), node.args, strict=False))
    passed |= {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg is not None}
    return held_by(
        scope,
        {name: given[id(value)] for name, value in passed.items() if id(value) in given},
        names,
    )


def _stored_parameters(init: Function) -> dict[str, str]:
    """The attributes that an `__init__` binds to its parameters, by the names of those."""
    names = [parameter.name for parameter in init.parameters]
    found: dict[str, str] = {}
    for statement in init.node.body:
        match statement:
            case ast.Assign([ast.Attribute(ast.Name(owner), attribute)], ast.Name(given)):
                pass
            case ast.AnnAssign(ast.Attribute(ast.Name(owner), attribute), value=ast.Name(given)):
                pass
            case _:
                continue
        is_bound_once = len(init.body.values.get(given, ())) == 1
        if names[:1] == [owner] and given in names[1:] and is_bound_once:
            found[given] = attribute
    owner_class = init.scope.node
    return {
        name: attribute for name, attribute in found.items() if _stores(owner_class, attribute) <= 1
    }


def _stores(owner: ast.AST, attribute: str) -> int:
    """How often the methods of a class bind an attribute: a second value would be another one."""
    return sum(
        isinstance(node, ast.Attribute)
        and node.attr == attribute
        and not isinstance(node.ctx, ast.Load)
        for node in ast.walk(owner)
    )
