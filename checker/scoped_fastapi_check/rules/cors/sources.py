"""Where origins come from: what a name is given, what it is given later, what settings say by default."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model.declarations import literal_text
from scoped_fastapi_check.model.graph import ancestors, class_of, declared_type
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.walk import last_name, nodes_outside
from scoped_fastapi_check.rules.shared.list_additions import added_to, is_the_same

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Scope
    from scoped_fastapi_check.model.names import Names
    from scoped_fastapi_check.rules.base import Context

__all__ = ["default_of_settings", "further", "is_changed", "is_converted", "pieces", "text_of"]

_ENVIRONMENT: Final = "os.environ"
_GETENV: Final = "os.getenv"
# What takes items out of a list, or changes them.
_CHANGING: Final = frozenset({"remove", "pop", "clear"})
_TEXTS: Final = re.compile(
    r"(typing\.)?((list|set|tuple|frozenset|sequence)\[str(, ?\.\.\.)?\]|str|list|tuple|set)"
    r"( ?\| ?None)?",
    re.IGNORECASE,
)
# In a settings class with one of them, a default may become something else.
_VALIDATING: Final = ("validator", "__init__", "model_post_init", "customise_sources")
# What runs while an object is made, and may set an attribute again.
_MAKING: Final = frozenset({"__init__", "__post_init__", "model_post_init"})


def text_of(expression: Expression, names: Names) -> str | None:
    """The text of an expression, or the one that it has where nobody sets another one."""
    found = names.value(expression) or expression
    match found.node:
        case (
            ast.Call(func, [_, default], [])
            | ast.Call(func, [_], [ast.keyword("default", default)])
            | ast.BoolOp(ast.Or(), [ast.Call(func), default])
        ) if _asks_environment(found.sibling(func), names):
            return literal_text(found.sibling(default), names)
        case _:
            text = literal_text(expression, names)
            usual = default_of_settings(found, names) if text is None else None
            return text if usual is None else text_of(usual, names)


def _asks_environment(function: Expression, names: Names) -> bool:
    """Whether a function is `os.getenv` or `os.environ.get`, which is the method of an object."""
    match function.node:
        case ast.Attribute(owner, "get"):
            return names.fullname(function.sibling(owner)) == _ENVIRONMENT
        case _:
            return names.fullname(function) == _GETENV


def pieces(expression: Expression, names: Names) -> list[str]:
    """The texts that `text.split(",")` gives, maybe each without the white space around it."""
    match expression.node:
        case ast.Call(ast.Attribute(value, "split"), separators, []):
            text = text_of(expression.sibling(value), names)
            separator = _separator(separators)
            return [] if text is None or separator == "" else text.split(separator)
        case ast.ListComp(item, [ast.comprehension(ast.Name(each), split, is_async=0)]) if (
            _is_stripped(item, each)
        ):
            found = names.value(expression.sibling(split)) or expression.sibling(split)
            return [text.strip() for text in pieces(found, names)]
        case _:
            return []


def _separator(given: list[ast.expr]) -> str | None:
    """What a text is split by; the empty text where that is not known."""
    match given:
        case []:
            return None
        case [ast.Constant(str() as text)]:
            return text
        case _:
            return ""


def _is_stripped(item: ast.expr, name: str) -> bool:
    match item:
        case ast.Call(ast.Attribute(ast.Name(given), "strip"), [], []):
            return given == name
        case _:
            return False


def further(context: Context, given: Expression) -> Iterator[Expression]:
    """What else a list has that has a name: lists that the name is bound to as well, what is added."""
    node = given.node
    bound = given.scope.binding(node.id) if isinstance(node, ast.Name) else None
    if not isinstance(node, ast.Name) or bound is None or bound.module is not context.module:
        return
    values = [value for value in bound.values[node.id] if value is not None]
    if context.names.value(given) is None and _are_alternatives(bound, node.id, values):
        yield from (Expression(value, bound) for value in values)
    for added, is_item in added_to(context, given, bound):
        item = ast.copy_location(ast.List([added.node], ast.Load()), added.node)
        yield added.sibling(item) if is_item else added


def _are_alternatives(bound: Scope, name: str, values: list[ast.expr]) -> bool:
    """Whether each value of a name may be its last one: only the first is given on every way."""
    if any(
        isinstance(part, ast.Name) and part.id == name for one in values for part in ast.walk(one)
    ):
        return False
    always = [
        statement.value
        for statement in bound.statements
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value in values
    ]
    first = min(values, key=lambda value: value.lineno, default=None)
    return always in ([], [first])


def is_changed(context: Context, given: Expression) -> bool:
    """Whether something is done to the items of a list, so that they may not stay as they are written."""
    node = given.node
    bound = given.scope.binding(node.id) if isinstance(node, ast.Name) else None
    if not isinstance(node, ast.Name) or bound is None:
        return False
    changed = (*context.once(_changed), *_set_items(bound))
    return any(is_the_same(owner, node.id, bound) for owner in changed)


def _changed(context: Context) -> list[Expression]:
    """What methods that change a list are called on."""
    return [
        call.callee.sibling(call.node.func.value)
        for method in _CHANGING
        for call in context.calls.of_method(method)
        if isinstance(call.node.func, ast.Attribute)
    ]


@lru_cache(maxsize=16)
def _set_items(scope: Scope) -> list[Expression]:
    """What a scope sets, or deletes, items of."""
    return [
        Expression(part.value, scope)
        for part in nodes_outside(scope.statements)
        if isinstance(part, ast.Subscript) and not isinstance(part.ctx, ast.Load)
    ]


def default_of_settings(attribute: Expression, names: Names) -> Expression | None:
    """What `settings.origins` is where nothing sets it, if its class takes it as it is written."""
    node = attribute.node
    classes = _classes(attribute, names)
    if not isinstance(node, ast.Attribute) or any(map(_validates, _own(classes))):
        return None
    for one in classes:
        for field in one.module.fields:
            if field.annotation.scope is one and field.name == node.attr:
                is_text = _TEXTS.fullmatch(ast.unparse(field.annotation.node)) is not None
                return _default(field.default) if is_text and field.default else None
        value = one.single_value(node.attr)
        if value is not None or node.attr in one.values:
            return None if value is None else Expression(value, one)
    return None


def is_converted(attribute: Expression, names: Names) -> bool:
    """Whether an attribute may have another type than its class declares.

    What a validator returns stays as it is: pydantic does not look at it again.
    """
    node = attribute.node
    return isinstance(node, ast.Attribute) and any(
        _converts(cls, node.attr) for cls in _own(_classes(attribute, names))
    )


def _converts(cls: Scope, attribute: str) -> bool:
    """Whether a validator, or what makes an object, speaks of an attribute."""
    assert isinstance(cls.node, ast.ClassDef)
    for statement in cls.node.body:
        match statement:
            case ast.FunctionDef(name=name, decorator_list=decorators):
                is_run = name in _MAKING or any("validator" in ast.unparse(d) for d in decorators)
            case ast.Assign(value=ast.Call(func=made)):
                is_run = "validator" in ast.unparse(made)
            case _:
                is_run = False
        if is_run and any(_names_it(node, attribute) for node in ast.walk(statement)):
            return True
    return False


def _names_it(node: ast.AST, attribute: str) -> bool:
    match node:
        case ast.Constant(value=str() as name) | ast.Attribute(attr=name):
            return name in {attribute, "*"}
        case _:
            return False


def _classes(attribute: Expression, names: Names) -> list[Scope]:
    """The class of the object that has an attribute, and what it derives from, if they are known."""
    node = attribute.node
    if not isinstance(node, ast.Attribute):
        return []
    owner = attribute.sibling(node.value)
    scope = class_of(owner, names) or _class_returned(owner, names)
    return [] if scope is None else list(ancestors(scope, names))


def _own(classes: list[Scope]) -> Iterator[Scope]:
    return (one for one in classes if not one.module.is_of_library)


def _class_returned(owner: Expression, names: Names) -> Scope | None:
    """The class that a function is declared to return, `get_settings()`."""
    made = names.value(owner) or owner
    if not isinstance(made.node, ast.Call):
        return None
    function = names.function(made.sibling(made.node.func))
    if function is None or function.node.returns is None or function.is_generator:
        return None
    return names.class_scope(
        declared_type(Expression(function.node.returns, function.scope), names)
    )


def _default(given: Expression) -> Expression | None:
    """The default that a field has, also through `Field(...)`."""
    match given.node:
        case ast.Call(func, args, keywords) if last_name(func) in {"Field", "field"}:
            named = {keyword.arg: keyword.value for keyword in keywords}
            if "validate_default" in named:
                return None
            if isinstance(made := named.get("default_factory"), ast.Lambda):
                return given.sibling(made.body)
            default = args[0] if args else named.get("default")
            return None if default is None else given.sibling(default)
        case _:
            return given


def _validates(cls: Scope) -> bool:
    """Whether a class may turn what it is given, or its defaults, into something else."""
    assert isinstance(cls.node, ast.ClassDef)
    words = (
        getattr(node, "id", "") or getattr(node, "attr", "") or getattr(node, "name", "")
        for node in ast.walk(cls.node)
    )
    return any(word in str(name).lower() for name in words if name for word in _VALIDATING)
