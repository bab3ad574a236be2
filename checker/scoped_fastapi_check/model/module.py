"""A module as the rules see it: functions, parameters, aliases and calls, each with its scope."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from typing import Final

from scoped_fastapi_check.model.walk import nodes_in

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
ScopeNode = ast.Module | FunctionNode | ast.ClassDef | ast.Lambda

# Folders of installed packages and of the standard library, and stubs.
_LIBRARY: Final = re.compile(
    r"(site|dist)-packages|[/\\](lib(64)?[/\\]python3\.\d+|Python3\d+[/\\]Lib)[/\\]|\.pyi$"
)


@dataclass(eq=False, slots=True)
class Scope:
    """A region of the source in which names are bound: a module, a class or a function.

    `values` holds what is assigned to each plain name; a name that is bound in another way as well
    (a loop, an import, a definition) has a None among its values. `classes` holds the scopes of the
    classes that are defined directly in it.
    """

    module: Module
    node: ScopeNode
    parent: Scope | None = None
    values: dict[str, list[ast.expr | None]] = field(
        default_factory=dict[str, "list[ast.expr | None]"]
    )
    classes: dict[str, Scope] = field(default_factory=dict[str, "Scope"])

    def bind(self, name: str, value: ast.expr | None) -> None:
        """Note that `name` is bound here, to `value` where an assignment says so."""
        known = self.values.get(name)
        if known is None:
            self.values[name] = [value]
        else:
            known.append(value)

    def single_value(self, name: str) -> ast.expr | None:
        """The only value `name` is ever bound to in this scope, or None."""
        values = self.values.get(name, [])
        return values[0] if len(values) == 1 else None

    def wraps(self, name: str) -> bool:
        """Whether a name is given here what something makes of it: `f = cached(f)`."""
        return any(
            isinstance(value, ast.Call)
            and any(isinstance(part, ast.Name) and part.id == name for part in nodes_in(value))
            for value in self.values.get(name, ())
        )

    @property
    def statements(self) -> list[ast.stmt]:
        """The statements of its body; a lambda has none."""
        return [] if isinstance(self.node, ast.Lambda) else self.node.body

    def binding(self, name: str) -> Scope | None:
        """The scope in which Python finds a name that is looked up here."""
        return next((scope for scope in self.chain() if name in scope.values), None)

    def chain(self) -> list[Scope]:
        """The scopes that Python looks a name up in, innermost first.

        A class is seen from its own body only, not from the functions inside it.
        """
        found: list[Scope] = [self]
        scope = self.parent
        while scope is not None:
            if not isinstance(scope.node, ast.ClassDef):
                found.append(scope)
            scope = scope.parent
        return found


@dataclass(eq=False, slots=True)
class Expression:
    """An expression together with the scope in which its names are looked up."""

    node: ast.expr
    scope: Scope

    def sibling(self, node: ast.expr) -> Expression:
        """Another expression of the same scope, mostly a part of this one."""
        return Expression(node, self.scope)

    def uncalled(self) -> Expression:
        """What is called, of a call: `lru_cache` of `lru_cache(maxsize=1)`; anything else itself."""
        return self.sibling(self.node.func) if isinstance(self.node, ast.Call) else self


@dataclass(eq=False, slots=True)
class Parameter:
    """A parameter of a function, with what its declaration says."""

    function: Function
    node: ast.arg
    annotation: Expression | None
    default: Expression | None

    @property
    def name(self) -> str:
        """The name of the parameter."""
        return self.node.arg


@dataclass(eq=False, slots=True)
class Function:
    """A function or method definition.

    `scope` is where it stands, and so where its decorators, defaults and annotations are looked up;
    `body` is the scope of what is inside.
    """

    node: FunctionNode
    scope: Scope
    body: Scope
    parameters: list[Parameter] = field(default_factory=list[Parameter])
    returns: list[ast.Return] = field(default_factory=list[ast.Return])
    is_generator: bool = False
    _returned_names: frozenset[str] | None = None

    @property
    def name(self) -> str:
        """The name of the function."""
        return self.node.name

    @property
    def returned_names(self) -> frozenset[str]:
        """The names in what it returns first; every marker that is made leads here, so they are kept."""
        if self._returned_names is None:
            value = self.returns[0].value
            parts = () if value is None else ast.walk(value)
            self._returned_names = frozenset(
                part.id for part in parts if isinstance(part, ast.Name)
            )
        return self._returned_names

    @property
    def decorators(self) -> list[Expression]:
        """The decorators, in the order they are written."""
        return [Expression(node, self.scope) for node in self.node.decorator_list]


@dataclass(eq=False, slots=True)
class Alias:
    """A name that is bound to what may be a type: `X = ...`, `X: TypeAlias = ...`, `type X = ...`."""

    name: str
    node: ast.stmt
    value: Expression


@dataclass(eq=False, slots=True)
class Field:
    """An annotated name in the body of a class, which a dataclass turns into a parameter."""

    node: ast.AnnAssign
    name: str
    annotation: Expression
    default: Expression | None


# What a dependency is asked for by: each has a declared type that the dependency has to fit.
Target = Parameter | Alias | Field


@dataclass(eq=False, slots=True)
class Call:
    """A call anywhere in the module, and the function that holds it."""

    node: ast.Call
    scope: Scope
    is_decorator: bool
    callee: Expression = field(init=False)
    """What is called: each rule asks for that."""

    def __post_init__(self) -> None:
        self.callee = Expression(self.node.func, self.scope)

    def keyword(self, name: str) -> Expression | None:
        """The argument that is passed as `name=`, if there is one."""
        for keyword in self.node.keywords:
            if keyword.arg == name:
                return Expression(keyword.value, self.scope)
        return None

    def argument(self, name: str, position: int) -> Expression | None:
        """The argument for the parameter `name`, passed by keyword or by position."""
        if (named := self.keyword(name)) is not None:
            return named
        positional = self.node.args
        if len(positional) <= position:
            return None
        if any(isinstance(argument, ast.Starred) for argument in positional[: position + 1]):
            return None
        return Expression(positional[position], self.scope)

    @property
    def has_unpacking(self) -> bool:
        """Whether `*args` or `**kwargs` may pass arguments that the syntax does not show."""
        for argument in self.node.args:
            if isinstance(argument, ast.Starred):
                return True
        for keyword in self.node.keywords:  # noqa: SIM110 - asked of every call: `any` is slower.
            if keyword.arg is None:
                return True
        return False


@dataclass(eq=False, slots=True)
class Assignment:
    """What is assigned to an attribute or an item: `x.a = value`, `x[a] = value`, `x.a |= value`."""

    target: Expression
    value: Expression


@dataclass(eq=False, slots=True)
class Module:
    """The model of one module."""

    name: str
    path: str
    tree: ast.Module
    text: bytes | None = None
    scope: Scope = field(init=False)
    functions: list[Function] = field(default_factory=list[Function])
    aliases: list[Alias] = field(default_factory=list[Alias])
    fields: list[Field] = field(default_factory=list[Field])
    calls: list[Call] = field(default_factory=list[Call])
    assignments: list[Assignment] = field(default_factory=list[Assignment])
    dataclass_inits: dict[Scope, Function | None] = field(
        default_factory=dict["Scope", "Function | None"]
    )
    """What nobody has written, by the class that it belongs to."""
    _by_name: dict[tuple[Scope, str], list[Function]] = field(
        default_factory=dict["tuple[Scope, str]", "list[Function]"]
    )
    _by_body: dict[Scope, Function] = field(default_factory=dict[Scope, "Function"])
    _mentioned: dict[str, bool] = field(default_factory=dict[str, bool])

    def __post_init__(self) -> None:
        self.scope = Scope(self, self.tree)

    @property
    def is_of_library(self) -> bool:
        """Whether it is installed, or a stub: what is wrong with it is not for its user to change."""
        return _LIBRARY.search(self.path) is not None

    def functions_in(self, scope: Scope, name: str) -> list[Function]:
        """The functions of this name that are defined directly in a scope."""
        if not self._by_name:
            for function in self.functions:
                self._by_name.setdefault((function.scope, function.name), []).append(function)
        return self._by_name.get((scope, name), [])

    def function_of(self, body: Scope) -> Function | None:
        """The function that has this scope inside, if it is that of a function."""
        if not self._by_body:
            self._by_body.update((function.body, function) for function in self.functions)
        return self._by_body.get(body)

    def clear(self) -> None:
        """Empty a model that is not needed any more.

        Its parts refer to each other, so that Python would not free them on its own for a long time.
        """
        for function in self.functions:
            function.parameters.clear()
        for part in (self.functions, self.aliases, self.fields, self.calls, self.assignments):
            part.clear()
        self.dataclass_inits.clear()
        self._by_name.clear()
        self._by_body.clear()
        self.tree.body.clear()
        self.scope.values.clear()
        self.scope.classes.clear()

    def mentions(self, name: str) -> bool:
        """Whether a name may stand in the source: a look at the text is quick."""
        if name not in self._mentioned:
            self._mentioned[name] = self.text is None or name.encode(errors="replace") in self.text
        return self._mentioned[name]
