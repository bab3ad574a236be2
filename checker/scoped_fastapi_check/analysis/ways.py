"""The ways through a function: which exits can be reached after a statement was done.

More ways are taken for possible than there are: every statement in a `try` may raise what any of its
handlers catches, and a loop may run or not. So what holds on all of these ways is certain. What a
call may raise outside of every `try` is no way of its own.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

from scoped_fastapi_check.model.walk import last_name

__all__ = ["Exit", "Leaving", "Ways"]

_EVERYTHING: Final = frozenset({"BaseException", "Exception"})


class Leaving(Enum):
    """How a function is left."""

    RETURN = auto()
    RAISE = auto()
    END = auto()
    """Behind its last statement: it gives back None."""


@dataclass(frozen=True, slots=True)
class Exit:
    """A place where a function is left; `statement` is its `return` or `raise`, or what always raises."""

    leaving: Leaving
    statement: ast.stmt | None = None


@dataclass(eq=False, slots=True)
class _Step:
    """A statement at one place of the flow (one in a `finally` stands at several), or an exit."""

    statement: ast.stmt | None = None
    exit: Exit | None = None
    following: list[_Step] = field(default_factory=list["_Step"])


@dataclass(eq=False, slots=True)
class _Frame:
    """A block that something passes on its way out: a loop, the handlers or the end of a `try`."""

    outer: _Frame | None
    after_loop: _Step | None = None
    loop: _Step | None = None
    handlers: Sequence[_Step] = ()
    catches_all: bool = False
    """Whether nothing that is raised gets past the handlers."""
    final: Sequence[ast.stmt] = ()


class Ways:
    """The ways through one function.

    Of its statements, `raising` are those that never go on; `swallows` tells of a `with` statement whether
    the function may go on behind it where its block raised.
    """

    def __init__(
        self,
        function: ast.FunctionDef | ast.AsyncFunctionDef,
        raising: frozenset[ast.stmt] = frozenset(),
        swallows: Callable[[ast.With | ast.AsyncWith], bool] = lambda _: False,
    ) -> None:
        self._raising = raising
        self._swallows = swallows
        self._steps: dict[ast.stmt, list[_Step]] = {}
        self._finals: dict[tuple[_Frame, _Step], _Step] = {}
        self._raised: dict[_Frame, list[_Step]] = {}
        end = _Step(exit=Exit(Leaving.END))
        self._start = self._block(function.body, end, None)

    def exits(self) -> frozenset[Exit]:
        """All exits of the function."""
        return self._exits([self._start])

    def after(self, statement: ast.stmt) -> frozenset[Exit]:
        """The exits that can be reached once a statement was done; of one with blocks, its head.

        A `return` or a `raise` is its own exit, unless a `finally` has another one. The set is empty
        for a statement of another function, and for one after which nothing ends.
        """
        places = self._steps.get(statement, ())
        return self._exits(step for place in places for step in place.following)

    def reaches(self, statement: ast.stmt, other: ast.stmt) -> bool:
        """Whether `other` may be done after `statement`."""
        wanted = set(map(id, self._steps.get(other, ())))
        starts = [step for place in self._steps.get(statement, ()) for step in place.following]
        return any(id(step) in wanted for step in self._walk(starts))

    def always_passes(self, statement: ast.stmt, other: ast.stmt) -> bool:
        """Whether `other` is done, and only behind `statement`."""
        wanted = set(map(id, self._steps.get(other, ())))
        passed = set(map(id, self._steps.get(statement, ())))
        before = {id(step) for step in self._walk([self._start], passed)}
        return self.reaches(statement, other) and wanted.isdisjoint(before)

    def statement_of(self, node: ast.AST) -> ast.stmt | None:
        """The statement that an expression is part of; of one with blocks, part of its head."""
        return next((stmt for stmt in self._steps if _has_in_head(stmt, node)), None)

    def _exits(self, starts: Iterable[_Step]) -> frozenset[Exit]:
        return frozenset(step.exit for step in self._walk(starts) if step.exit is not None)

    def _walk(
        self, starts: Iterable[_Step], closed: frozenset[int] | set[int] = frozenset()
    ) -> Iterator[_Step]:
        """The steps that can be reached, without those that are closed and what is behind them."""
        waiting, seen = list(starts), set(closed)
        while waiting:
            step = waiting.pop()
            if id(step) not in seen:
                seen.add(id(step))
                yield step
                waiting += step.following

    # Blocks are put together from their ends: what follows a statement is known before it.

    def _block(self, body: Sequence[ast.stmt], after: _Step, frame: _Frame | None) -> _Step:
        """The first step of a block that goes on with `after`."""
        for statement in reversed(body):
            after = self._statement(statement, after, frame)
        return after

    def _statement(self, statement: ast.stmt, after: _Step, frame: _Frame | None) -> _Step:
        step = _Step(statement)
        self._steps.setdefault(statement, []).append(step)
        if statement in self._raising:
            step.following += self._thrown(frame, Exit(Leaving.RAISE, statement))
            return step
        match statement:
            case ast.Return():
                step.following.append(self._left(frame, Exit(Leaving.RETURN, statement)))
            case ast.Raise() | ast.Assert(test=ast.Constant(value=False)):
                step.following += self._thrown(frame, Exit(Leaving.RAISE, statement))
                return step
            case ast.Break() | ast.Continue():
                step.following.append(self._jump(frame, is_break=isinstance(statement, ast.Break)))
            case ast.If():
                step.following += self._branches(statement, after, frame)
            case ast.While() | ast.For() | ast.AsyncFor():
                self._loop(step, statement, after, frame)
            case ast.With() | ast.AsyncWith():
                inner = frame
                if self._swallows(statement):
                    inner = _Frame(frame, handlers=[after])
                step.following.append(self._block(statement.body, after, inner))
            case ast.Try() | ast.TryStar():
                step.following.append(self._try(statement, after, frame))
            case ast.Match():
                step.following += self._cases(statement, after, frame)
            case _:
                step.following.append(after)
        step.following += self._implicit(frame)
        return step

    def _branches(self, node: ast.If, after: _Step, frame: _Frame | None) -> Iterator[_Step]:
        always = _constant(node.test)
        if always is not False:
            yield self._block(node.body, after, frame)
        if always is not True:
            yield self._block(node.orelse, after, frame)

    def _loop(
        self,
        head: _Step,
        node: ast.While | ast.For | ast.AsyncFor,
        after: _Step,
        frame: _Frame | None,
    ) -> None:
        inner = _Frame(frame, after_loop=after, loop=head)
        always = _constant(node.test) if isinstance(node, ast.While) else None
        if always is not False:
            head.following.append(self._block(node.body, head, inner))
        if always is not True:
            head.following.append(self._block(node.orelse, after, frame))

    def _cases(self, node: ast.Match, after: _Step, frame: _Frame | None) -> Iterator[_Step]:
        for case in node.cases:
            yield self._block(case.body, after, frame)
        last = node.cases[-1]
        is_any = isinstance(last.pattern, ast.MatchAs) and last.pattern.pattern is None
        if not is_any or last.guard is not None:
            yield after

    def _try(self, node: ast.Try | ast.TryStar, after: _Step, frame: _Frame | None) -> _Step:
        outer = frame
        if node.finalbody:
            outer = _Frame(frame, final=node.finalbody)
            after = self._final(outer, after)
        handlers = [self._block(handler.body, after, outer) for handler in node.handlers]
        inner = _Frame(outer, handlers=handlers, catches_all=any(map(_is_any, node.handlers)))
        orelse = self._block(node.orelse, after, outer)
        return self._block(node.body, orelse, inner)

    # Ways out

    def _final(self, frame: _Frame, after: _Step) -> _Step:
        """The `finally` of a frame on the way to `after`."""
        key = (frame, after)
        if key not in self._finals:
            self._finals[key] = self._block(frame.final, after, frame.outer)
        return self._finals[key]

    def _left(self, frame: _Frame | None, exit_: Exit) -> _Step:
        """The way out of the function through every `finally` around."""
        if frame is None:
            return _Step(exit=exit_)
        outside = self._left(frame.outer, exit_)
        return self._final(frame, outside) if frame.final else outside

    def _jump(self, frame: _Frame | None, *, is_break: bool) -> _Step:
        """The way to the end or the head of the loop around."""
        if frame is None:
            return _Step()  # No Python: `break` outside of a loop.
        if frame.loop is not None and frame.after_loop is not None:
            return frame.after_loop if is_break else frame.loop
        outside = self._jump(frame.outer, is_break=is_break)
        return self._final(frame, outside) if frame.final else outside

    def _thrown(self, frame: _Frame | None, exit_: Exit | None) -> list[_Step]:
        """Where something that is raised may go on; without an exit, what nobody catches is none."""
        if frame is None:
            return [] if exit_ is None else [_Step(exit=exit_)]
        if frame.final:
            junction = _Step(following=self._thrown(frame.outer, exit_))
            return [self._block(frame.final, junction, frame.outer)]
        outside = [] if frame.catches_all else self._thrown(frame.outer, exit_)
        return [*frame.handlers, *outside]

    def _implicit(self, frame: _Frame | None) -> list[_Step]:
        """Where a statement may lead that raises without saying so."""
        if frame is None:
            return []
        if frame not in self._raised:
            self._raised[frame] = self._thrown(frame, None)
        return self._raised[frame]


def _constant(test: ast.expr) -> bool | None:
    """What a condition always is, if it is written out."""
    return bool(test.value) if isinstance(test, ast.Constant) else None


def _is_any(handler: ast.ExceptHandler) -> bool:
    """Whether a handler catches everything that matters here."""
    return handler.type is None or last_name(handler.type) in _EVERYTHING


def _has_in_head(statement: ast.stmt, node: ast.AST) -> bool:
    """Whether a node is part of a statement, but not of the statements inside it."""
    waiting: list[ast.AST] = [statement]
    while waiting:
        part = waiting.pop()
        if part is node:
            return True
        for child in ast.iter_child_nodes(part):
            if not isinstance(child, ast.stmt | ast.ExceptHandler | ast.match_case):
                waiting.append(child)
    return False
