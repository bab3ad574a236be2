"""Reads what a return statement gives: what is written out, and what names, calls and constants lead to."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.response_models.dumps import dumped_by
from scoped_fastapi_check.analysis.response_models.filled_lists import appended_to, is_only_kept
from scoped_fastapi_check.analysis.response_models.followed_calls import (
    followed_function,
    returned_by,
    seen_from,
)
from scoped_fastapi_check.analysis.response_models.generic_models import told_parameters
from scoped_fastapi_check.analysis.response_models.left_alone import is_looked_into, is_tested
from scoped_fastapi_check.analysis.response_models.module_constants import reading_of
from scoped_fastapi_check.analysis.response_models.returned_values import (
    AnyOf,
    Anything,
    Choice,
    Dumped,
    Filled,
    Items,
    Leaf,
    Merged,
    NoneValue,
    Record,
    Uncalled,
    is_empty,
)
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import named_function
from scoped_fastapi_check.model.module import Expression, Function
from scoped_fastapi_check.model.walk import is_none_written, statements_in

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.response_models.generic_models import Told
    from scoped_fastapi_check.analysis.response_models.returned_values import Value
    from scoped_fastapi_check.model.names import Names

# Displays in displays.
_MAX_DEPTH: Final = 12
# Calls in what is returned by functions that are called.
_MAX_FOLLOWED: Final = 5
# A tuple that is written out is validated as a list is.
_CONTAINERS: Final = {
    ast.List: "builtins.list",
    ast.Tuple: "builtins.list",
    ast.Set: "builtins.set",
    ast.ListComp: "builtins.list",
    ast.SetComp: "builtins.set",
}


def returned_value(
    function: Function, statement: ast.Return, names: Names, *, has_constants: bool = False
) -> Value:
    """What a return statement gives."""
    if statement.value is None:
        return NoneValue()
    reader = _Reader(function, names, has_constants=has_constants)
    return reader.value(statement.value, statement, (), 0)


class _Reader:
    """Reads what the returns of one function give."""

    def __init__(
        self,
        function: Function,
        names: Names,
        *,
        has_constants: bool,
        called_by: tuple[Function, ...] = (),
    ) -> None:
        self._function = function
        self._names = names
        self._has_constants = has_constants
        self._called_by = called_by

    def value(
        self,
        node: ast.expr,
        statement: ast.stmt,
        around: tuple[ast.ListComp | ast.SetComp, ...],
        depth: int,
    ) -> Value:
        """What an expression gives, before a statement."""
        if depth > _MAX_DEPTH:
            return Leaf(node, statement, around)

        def inner(part: ast.expr) -> Value:
            return self.value(part, statement, around, depth + 1)

        read = reading_of(node, self._function) if self._has_constants and not around else None
        if read is not None:
            values = [inner(part) for part in read.parts]
            one = values[0] if len(values) == 1 else AnyOf(values)
            if read.is_list:
                return Items("builtins.list", [one] if read.is_selection else values)
            return one
        match node:
            case ast.Constant(value=None):
                return NoneValue()
            case ast.Dict() | ast.Call() if (items := self._items(node)) is not None:
                return Record({key: inner(item) for key, item in items.items()})
            case ast.Dict() | ast.Call() | ast.BinOp(op=ast.BitOr()) if (
                parts := self._merged(node)
            ) is not None:
                found = [inner(part) for part in parts]
                whole = Leaf(node, statement, around)
                is_known = any(isinstance(part, Record | Dumped | Merged) for part in found)
                return Merged(found, whole) if is_known else whole
            case ast.List(elts=parts) | ast.Set(elts=parts) | ast.Tuple(elts=parts) if (
                not _is_starred(parts)
            ):
                return Items(_CONTAINERS[type(node)], [inner(part) for part in parts])
            case ast.ListComp(elt=element) | ast.SetComp(elt=element):
                part = self.value(element, statement, (*around, node), depth + 1)
                return Items(_CONTAINERS[type(node)], [part])
            case ast.IfExp(body=body, orelse=orelse):
                return Choice([inner(body), inner(orelse)])
            case ast.NamedExpr(value=value):
                return inner(value)
            case ast.BoolOp(op=ast.Or(), values=[*_, last]) if (
                _is_display(last) and not self._called_by
            ):
                # What stands before it is asked for by nobody, but by those who call the function.
                return inner(last)
            case ast.Lambda():
                return Uncalled()
            case ast.Call() | ast.Await() if (
                followed := self._followed(node, statement, depth)
            ) is not None:
                return followed
            case ast.Name() | ast.Attribute() if self._is_uncalled(node):
                return Uncalled()
            case ast.Name() if not around and (held := self._held(node, depth)) is not None:
                return held
            case ast.Name(id=name) if not around and (
                appended := appended_to(name, self._function)
            ):
                return Items(
                    "builtins.list", [self.value(*each, (), depth + 1) for each in appended]
                )
            case ast.Name() if not around:
                return Leaf(node, statement, around, self._made(node))
            case ast.Call(func=called):
                made = self._class(called) or self._validated(node)
                whole = Leaf(node, statement, around, made)
                if (told := self._told(node)) and whole.makes is not None:
                    given = {keyword.arg: keyword.value for keyword in node.keywords}
                    fields = {
                        each.field: inner(given[each.field])
                        for each in told
                        if each and each.field in given
                    }
                    return Filled(whole, whole.makes, fields, told)
                dumped = dumped_by(node, Expression(called, self._function.body), self._names)
                if dumped is None:
                    return whole
                model = dumped.model
                made = self._class(model.func) if isinstance(model, ast.Call) else None
                if isinstance(model, ast.Name) and not around:
                    made = self._made(model)
                return Dumped(Leaf(model, statement, around, made), whole, dumped)
            case _:
                return Leaf(node, statement, around)

    def _followed(self, node: ast.expr, statement: ast.stmt, depth: int) -> Value | None:
        """What a function returns that declares nothing of it, as its own returns tell."""
        called = followed_function(Expression(node, self._function.body), self._names)
        returns = None if called is None else returned_by(called, self._names)
        callers = (*self._called_by, self._function)
        if called is None or not returns or depth > _MAX_FOLLOWED or called in callers:
            return None
        reader = _Reader(called, self._names, has_constants=False, called_by=callers)
        values = [
            NoneValue() if each.value is None else reader.value(each.value, each, (), depth + 1)
            for each in returns
        ]
        return seen_from(statement, values, is_declared=called.node.returns is not None)

    def _held(self, name: ast.Name, depth: int) -> Value | None:
        """What a name stands for, as the source tells; None where a checker knows more of it."""
        bound = self._bound(name)
        if bound is None:
            return None
        value, statement = bound
        held = self.value(value, statement, (), depth + 1)
        if followed_function(Expression(value, self._function.body), self._names) is None:
            return held
        if isinstance(held, Leaf) and held.node is value:
            return None  # Nothing was told, and the tests before the name narrow its type.
        return Anything() if self._is_asked(name, held) else held

    def _is_asked(self, name: ast.Name, found: Value) -> bool:
        """Whether a function asks what another one gave, of which only one thing is to be seen yet.

        `found = cached()` and `if found:`, `if "error" in found:`; what comes after that may never be run.
        """
        if is_empty(found):
            return True
        if isinstance(found, Leaf) and isinstance(found.node, ast.Constant):
            return is_tested(name.id, self._function.node)
        return not isinstance(found, AnyOf) and is_looked_into(name.id, self._function.node)

    def _items(self, node: ast.Dict | ast.Call) -> dict[str, ast.expr] | None:
        """The items of `{"a": 1}` and of `dict(a=1)`; None where there may be others."""
        if isinstance(node, ast.Call):
            called = Expression(node.func, self._function.body)
            keywords = {keyword.arg: keyword.value for keyword in node.keywords}
            if node.args or self._names.fullname(called) != "builtins.dict":
                return None
            return None if None in keywords else {str(key): keywords[key] for key in keywords}
        found: dict[str, ast.expr] = {}
        for key, value in zip(node.keys, node.values, strict=True):
            if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
                return None
            found[key.value] = value
        return found

    def _told(self, call: ast.expr) -> Sequence[Told | None]:
        """The fields that tell the type parameters of a generic model that is made."""
        if not isinstance(call, ast.Call) or call.args or any(not k.arg for k in call.keywords):
            return ()
        made = self._class(call.func)
        return () if made is None else told_parameters(made, self._names)

    def _is_known(self, value: ast.expr) -> bool:
        """Whether the source says more of a value than its type does."""
        if _is_display(value) or self._is_made(value):
            return True
        return self._has_constants and reading_of(value, self._function) is not None

    def _is_made(self, value: ast.expr) -> bool:
        """Whether a dictionary is made there, of a model or of others."""
        if isinstance(value, ast.BinOp):
            return isinstance(value.op, ast.BitOr)
        if followed_function(Expression(value, self._function.body), self._names) is not None:
            return True
        if not isinstance(value, ast.Call):
            return False
        called = Expression(value.func, self._function.body)
        is_dict = self._names.fullname(called) == "builtins.dict"
        if is_dict or self._told(value):
            return True
        return dumped_by(value, called, self._names) is not None

    def _merged(self, node: ast.expr) -> Sequence[ast.expr] | None:
        """The dictionaries that one is made of, in their order; None where they are not all there is."""
        match node:
            case ast.BinOp(left=left, right=right):
                return [left, right]
            case ast.Dict(keys=keys, values=values) if None in keys:
                found: list[ast.expr] = []
                for key, value in zip(keys, values, strict=True):
                    found.append(value if key is None else _display([key], [value], node))
                return found
            case ast.Call(func=called, args=[given], keywords=keywords):
                is_dict = self._names.fullname(Expression(called, self._function.body))
                if is_dict != "builtins.dict" or not all(keyword.arg for keyword in keywords):
                    return None
                named = [
                    ast.copy_location(ast.Constant(keyword.arg), keyword) for keyword in keywords
                ]
                return [given, _display(named, [keyword.value for keyword in keywords], node)]
            case _:
                return None

    def _is_uncalled(self, node: ast.Name | ast.Attribute) -> bool:
        """Whether a name is that of a function or of a class; a decorator may make anything of it."""
        named = Expression(node, self._function.body)
        if self._names.is_class(named):
            return True
        function = named_function(named, self._names)
        return function is not None and not function.node.decorator_list

    def _validated(self, call: ast.Call) -> Expression | None:
        """The model that a dictionary is made an object of: of an object, its own class may be kept."""
        match call:
            case ast.Call(ast.Attribute(cls, "model_validate" | "parse_obj"), [ast.Dict()]):
                found = self._class(cls)
                return found if found is not None and self._is_model(found, 0) else None
            case _:
                return None

    def _class(self, called: ast.expr) -> Expression | None:
        expression = Expression(called, self._function.body)
        is_class = isinstance(called, ast.Name | ast.Attribute) and self._names.is_class(expression)
        return expression if is_class else None

    def _made(self, name: ast.Name) -> Expression | None:
        """The class that a name of the function is bound to an object of, once and for all."""
        value = self._function.body.single_value(name.id)
        made = self._class(value.func) if isinstance(value, ast.Call) else None
        if made is None or not self._is_model(made, 0):
            return None
        for statement in statements_in(self._function.node.body):
            match statement:
                case ast.Assign(targets=[ast.Name()], value=given) if given is value:
                    return made
                case _:
                    pass
        return None

    def _is_model(self, cls: Expression, depth: int) -> bool:
        """Whether a class is a model, whose objects take no other attributes later on."""
        if self._names.fullname(cls) in {fullnames.BASE_MODEL, fullnames.SQLMODEL}:
            return True
        scope = self._names.class_scope(cls)
        node = None if scope is None else scope.node
        if scope is None or not isinstance(node, ast.ClassDef) or depth > _MAX_DEPTH:
            return False
        outside = scope.parent or scope
        bases = [base.value if isinstance(base, ast.Subscript) else base for base in node.bases]
        return any(self._is_model(Expression(base, outside), depth + 1) for base in bases)

    def _bound(self, name: ast.Name) -> tuple[ast.expr, ast.stmt] | None:
        """What a name of the function is bound to that is written out, if nothing changes it afterwards."""
        value = self._function.body.single_value(name.id)
        is_none = is_none_written(value)
        if value is None or not (is_none or self._is_known(value)):
            return None
        if not is_only_kept(name.id, self._function):
            return None
        for statement in ast.walk(self._function.node):
            match statement:
                case ast.Assign(targets=[ast.Name()]) | ast.AnnAssign():
                    if statement.value is value:
                        return value, statement
                case _:
                    pass
        return None


def _is_display(node: ast.expr) -> bool:
    return isinstance(node, (ast.Dict, *_CONTAINERS))


def _is_starred(parts: Sequence[ast.expr]) -> bool:
    return any(isinstance(part, ast.Starred) for part in parts)


def _display(keys: Sequence[ast.expr], values: Sequence[ast.expr], node: ast.expr) -> ast.Dict:
    """A part of what an expression gives, where the expression stands."""
    return ast.copy_location(ast.Dict([*keys], [*values]), node)
