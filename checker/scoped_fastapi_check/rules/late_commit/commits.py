"""Finds out whether a generator commits after its `yield`.

Its body is followed from the beginning to the end, the way it runs when nothing is raised: what
stands in an `except` block is for requests that have failed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import called_function, class_of, method
from scoped_fastapi_check.model.module import Expression, Function, Parameter
from scoped_fastapi_check.model.walk import arguments_of

if TYPE_CHECKING:
    from scoped_fastapi_check.model.names import Names

# Context managers may be built on each other, but not endlessly.
_MAX_DEPTH: Final = 5
_EXITS: Final = ("__aexit__", "__exit__")
_ENTERING: Final = frozenset({"enter_context", "enter_async_context"})
_CALLING: Final = frozenset({"callback", "push_async_callback"})
_ENDS: Final = (ast.Return, ast.Raise, ast.Continue, ast.Break)
_DEFINITIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(frozen=True, slots=True)
class LateCommit:
    """A commit after the `yield`, and the helper that makes it, where it is not the generator."""

    helper: str | None = None


def late_commit(function: Function, names: Names, depth: int = 0) -> LateCommit | None:
    """The commit that a generator function makes after its `yield`, if it makes one."""
    if depth > _MAX_DEPTH:
        return None
    walk = _Walk(function, names, depth)
    walk.block(function.node.body)
    return walk.found


def commits_itself(parameter: Parameter) -> bool:
    """Whether the function that asks for a value commits it, too."""
    return any(
        _is_call_of(part, "commit") and ast.unparse(part) == f"{parameter.name}.commit()"
        for statement in parameter.function.node.body
        for part in _parts(statement)
    )


def _commit_by(
    helper: Function, names: Names, depth: int, seen: set[Function]
) -> LateCommit | None:
    """The commit that a plain function makes on what it is passed, or on its own object.

    What it opens for itself, to write a log say, is no business of the caller. Helpers call each
    other, those of libraries a lot: each is followed once, and `seen` from then on.
    """
    if depth > _MAX_DEPTH or helper in seen or helper.is_generator or helper.node.decorator_list:
        return None
    seen.add(helper)
    walk = _Walk(helper, names, depth, seen)
    walk.block(helper.node.body)
    return walk.found


class _Walk:
    """One way through a generator; `found` is the commit that was met after a `yield`."""

    def __init__(
        self, function: Function, names: Names, depth: int, helpers: set[Function] | None = None
    ) -> None:
        self.found: LateCommit | None = None
        self._function = function
        self._names = names
        self._depth = depth
        # A helper that is called after the `yield` has nothing but its parameters to do with it.
        self._passed: frozenset[str] | None = None
        after_yield = helpers is not None
        self._helpers = set[Function]() if helpers is None else helpers
        if after_yield:
            self._passed = frozenset(
                parameter.name
                for parameter in function.parameters
                if len(function.body.values[parameter.name]) == 1
            )
        self._after_yield = after_yield
        self._yields = 0
        self._rolled_back = False

    def block(self, statements: Iterable[ast.stmt]) -> bool:
        """Follow a block; False if its end is never reached."""
        return all(self._statement(statement) for statement in statements)

    def _statement(self, node: ast.stmt) -> bool:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                return True
            case ast.If():
                self._expressions([node.test])
                return self._branches([node.body, node.orelse])
            case ast.Match():
                self._expressions([node.subject])
                return self._branches([*(case.body for case in node.cases), []])
            case ast.For() | ast.AsyncFor():
                self._expressions([node.iter])
                self._loop(node.body, over=node.iter)
                return self.block(node.orelse)
            case ast.While():
                self._expressions([node.test])
                self._loop(node.body)
                return self.block(node.orelse)
            case ast.With() | ast.AsyncWith():
                return self._with(node)
            case ast.Try() | ast.TryStar():
                return self._try(node)
            case _:
                self._expressions([node])
                return not isinstance(node, _ENDS)

    def _branches(self, blocks: list[list[ast.stmt]]) -> bool:
        before = self._after_yield
        ends: list[bool] = []
        for block in blocks:
            self._after_yield = before
            if self.block(block):
                ends.append(self._after_yield)
        self._after_yield = any(ends)
        return bool(ends)

    def _loop(self, body: list[ast.stmt], over: ast.expr | None = None) -> None:
        """A loop runs once here: a dependency yields once."""
        before, yields = self._after_yield, self._yields
        self.block(body)
        self._after_yield = before or self._yields > yields
        if over is not None and self._yields > yields:
            # Asked for the next item, a generator goes on after its own yield.
            self._note(self._generator(over))

    def _with(self, node: ast.With | ast.AsyncWith) -> bool:
        self._expressions([item.context_expr for item in node.items])
        before, yields = self._after_yield, self._yields
        goes_on = self.block(node.body)
        if before or self._yields > yields:
            for item in reversed(node.items):
                self._note(self._left(item.context_expr))
                for entered in self._entered(item, node.body):
                    self._note(entered)
        return goes_on

    def _entered(self, item: ast.withitem, body: Iterable[ast.stmt]) -> Iterator[LateCommit | None]:
        """The commits of what is given to an exit stack, which leaves it at the end of its block."""
        made, stack = item.context_expr, item.optional_vars
        if not isinstance(made, ast.Call) or not isinstance(stack, ast.Name):
            return
        if self._names.fullname(self._expression(made.func)) not in fullnames.EXIT_STACKS:
            return
        for part in (part for statement in body for part in _parts(statement)):
            if (
                not isinstance(part, ast.Call)
                or not isinstance(part.func, ast.Attribute)
                or not part.args
            ):
                continue
            if _root(part.func.value) != stack.id:
                continue
            if part.func.attr in _ENTERING:
                yield self._left(part.args[0])
            elif part.func.attr in _CALLING and len(part.args) == 1:
                yield self._called(ast.Call(part.args[0], [], []))

    def _try(self, node: ast.Try | ast.TryStar) -> bool:
        before, yields = self._after_yield, self._yields
        goes_on = self.block([*node.body, *node.orelse])
        at_the_end = self._after_yield
        self._after_yield = before or self._yields > yields
        goes_on = self.block(node.finalbody) and goes_on
        self._after_yield = at_the_end
        return goes_on

    def _expressions(self, nodes: Iterable[ast.AST]) -> None:
        """What a statement without a block does, all at once."""
        parts = [part for node in nodes for part in _parts(node)]
        if self._after_yield:
            for part in parts:
                if isinstance(part, ast.Call) and self._concerns(part):
                    self._note(self._called(part))
            if any(_is_call_of(part, "rollback") for part in parts):
                self._rolled_back = True
        for part in parts:
            if isinstance(part, ast.Yield | ast.YieldFrom):
                self._after_yield = True
                self._yields += 1
            if isinstance(part, ast.YieldFrom):
                self._note(self._generator(part.value))

    def _note(self, commit: LateCommit | None) -> None:
        self.found = self.found or commit

    def _concerns(self, node: ast.expr) -> bool:
        """Whether what is called belongs to this function, or is passed what does."""
        if self._passed is None:
            return True
        if not isinstance(node, ast.Call):
            return False
        given = [node.func, *arguments_of(node)]
        return any(_root(part) in self._passed for part in given)

    # Others that go on when this generator does

    def _called(self, node: ast.Call) -> LateCommit | None:
        """The commit that a call makes: itself, or in the function that it runs."""
        if _is_call_of(node, "commit"):
            return LateCommit()
        helper = called_function(self._expression(node), self._names)
        if helper is None or helper is self._function:
            return None
        commit = _commit_by(helper, self._names, self._depth + 1, self._helpers)
        return None if commit is None else LateCommit(commit.helper or helper.name)

    def _generator(self, node: ast.expr) -> LateCommit | None:
        function = called_function(self._expression(node), self._names)
        if function is None or function.node.decorator_list:
            return None
        return self._of_helper(function)

    def _left(self, node: ast.expr) -> LateCommit | None:
        """The commit that a context manager makes when its block is left."""
        if self._rolled_back or not self._concerns(node):
            return None
        if _is_call_of(node, "begin") and not self._commits_nothing(node):
            return LateCommit()
        context = self._expression(node)
        for _ in range(_MAX_DEPTH):
            if isinstance(context.node, ast.Call):
                return self._left_call(context)
            value = self._names.value(context)
            if value is None:
                return None
            context = value
        return None

    def _commits_nothing(self, begin: ast.expr) -> bool:
        """Whether the source of a `begin()` is known, and there is no commit in it."""
        function = called_function(self._expression(begin), self._names)
        return function is not None and self._is_manager(function) and not self._of_helper(function)

    def _is_manager(self, function: Function) -> bool:
        fullnames_of = [self._names.fullname(decorator) for decorator in function.decorators]
        return len(fullnames_of) == 1 and fullnames_of[0] in fullnames.CONTEXT_MANAGER_DECORATORS

    def _left_call(self, context: Expression) -> LateCommit | None:
        function = called_function(context, self._names)
        if function is not None:
            return self._of_helper(function) if self._is_manager(function) else None
        scope = class_of(context, self._names)
        for name in _EXITS:
            found = None if scope is None else method(scope, name, self._names)
            if scope is not None and found is not None and _commits(found):
                assert isinstance(scope.node, ast.ClassDef)
                return LateCommit(scope.node.name)
        return None

    def _of_helper(self, function: Function) -> LateCommit | None:
        commit = late_commit(function, self._names, self._depth + 1)
        return None if commit is None else LateCommit(commit.helper or function.name)

    def _expression(self, node: ast.expr) -> Expression:
        return Expression(node, self._function.body)


def _commits(function: Function) -> bool:
    """Whether a method commits; in `__exit__` it may well do so in one of two branches."""
    return any(
        _is_call_of(part, "commit")
        for statement in function.node.body
        for part in _parts(statement)
    )


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    """A node and what is in it, but for the bodies of functions and for `except` blocks."""
    if isinstance(node, (*_DEFINITIONS, ast.Lambda, ast.ExceptHandler)):
        return
    for child in ast.iter_child_nodes(node):
        yield from _parts(child)
    yield node


def _root(node: ast.expr) -> str | None:
    """The name that a chain of attributes and calls begins with."""
    while isinstance(node, ast.Attribute | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None


def _is_call_of(node: ast.AST, name: str) -> bool:
    """Whether this is `x.name()`, without arguments."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == name
        and not node.args
        and not node.keywords
    )
