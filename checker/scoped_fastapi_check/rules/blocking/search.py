"""The first call on the event loop that blocks it, directly or through functions of the project.

All that may be reached is gone through first, and then asked about together: an engine that puts its
questions to a checker in passes answers them in one.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import Steps, gather
from scoped_fastapi_check.model.graph import called_function
from scoped_fastapi_check.model.module import Call, Expression, Function
from scoped_fastapi_check.rules.blocking.calls import Judge
from scoped_fastapi_check.rules.blocking.decorators import runs_each_time
from scoped_fastapi_check.rules.blocking.own_calls import Use, calls_in

if TYPE_CHECKING:
    from scoped_fastapi_check.rules.base import Context

__all__ = ["Blocking", "Search"]

# Functions that call functions: further away nobody looks.
_MAX_DEPTH: Final = 6


@dataclass(frozen=True, slots=True)
class Blocking:
    """A call that blocks, and the calls of functions of the project that lead to it."""

    call: Call
    way: tuple[Call, ...] = ()


@dataclass(eq=False, slots=True)
class _Step:
    """A call in a function: whether it blocks, None as long as nobody has asked, or where it leads."""

    call: Call
    blocks: bool | None
    function: Function | None
    is_gone_through: bool = False
    """Whether what counts is not the call, but going through what it gives."""


class Search:
    """Looks through functions, each once; `extra` are names that a user has added."""

    def __init__(self, context: Context, extra: tuple[str, ...]) -> None:
        self._context = context
        self._judge = Judge(context, extra)
        self._steps: dict[Function, list[_Step]] = {}

    def first(self, function: Function, *, in_thread: bool = False) -> Steps[Blocking | None]:
        """The first call of a function that blocks, in the order of the source.

        Of one that runs in a thread, only what it streams comes to the event loop.
        """
        thread = function if in_thread else None
        reached = self._reached(function, thread)
        open_steps = [
            step for one in reached for step in self._on_loop(one, thread) if step.blocks is None
        ]
        answers = yield from gather(*map(self._answer, open_steps))
        for step, answer in zip(open_steps, answers, strict=True):
            step.blocks = answer
        distances = self._distances(reached[1:])
        for step in self._on_loop(function, thread):
            if step.blocks:
                return Blocking(step.call)
            if (
                step.function is not function
                and distances.get(step.function, _MAX_DEPTH) < _MAX_DEPTH
            ):
                return self._along(step, distances)
        return None

    def _answer(self, step: _Step) -> Steps[bool]:
        if step.is_gone_through:
            return self._judge.iterates(step.call)
        return self._judge.blocks(step.call)

    def _reached(self, function: Function, thread: Function | None) -> list[Function]:
        """A function, and those that run when it does, the nearest first."""
        depths = {function: 0}
        for one, depth in _growing(depths):
            for step in self._on_loop(one, thread) if depth < _MAX_DEPTH else ():
                if step.function is not None:
                    depths.setdefault(step.function, depth + 1)
        return list(depths)

    def _distances(self, functions: Iterable[Function]) -> dict[Function | None, int]:
        """How many calls each function is away from one that blocks; those that lead to none are left out."""
        steps = {function: self._steps_of(function) for function in functions}
        found: dict[Function | None, int] = {
            function: 0 for function, own in steps.items() if any(step.blocks for step in own)
        }
        for distance in range(1, _MAX_DEPTH):
            for function, own in steps.items():
                if function not in found and any(
                    found.get(step.function) == distance - 1 for step in own
                ):
                    found[function] = distance
        return found

    def _along(self, step: _Step, distances: Mapping[Function | None, int]) -> Blocking:
        """The shortest way on from a call of a function."""
        way: list[Call] = []
        while step.function is not None and not step.blocks:
            way.append(step.call)
            left = distances[step.function]
            step = next(
                one
                for one in self._steps_of(step.function)
                if (one.blocks if left == 0 else distances.get(one.function) == left - 1)
            )
        return Blocking(step.call, tuple(way))

    def _on_loop(self, function: Function, thread: Function | None) -> list[_Step]:
        """The calls in a function that happen on the event loop, where `thread` itself runs in one."""
        steps = self._steps_of(function)
        if function is not thread:
            return steps
        return [step for step in steps if step.function is not None and step.function.is_generator]

    def _steps_of(self, function: Function) -> list[_Step]:
        """The calls in a function that may lead to one that blocks, as far as they matter."""
        if function not in self._steps:
            found: list[_Step] = []
            self._steps[function] = found
            is_found = False
            for node, use in calls_in(function):
                if is_found and use is not Use.STREAMED:
                    continue  # What comes after it is not the first.
                call = Call(node, function.body, is_decorator=False)
                if use is Use.GONE_THROUGH:
                    found.append(_Step(call, None, None, is_gone_through=True))
                    continue
                is_awaited = use is Use.AWAITED
                if not is_awaited and self._judge.is_known_to_block(call):
                    found.append(_Step(call, blocks=True, function=None))
                    is_found = True
                    continue
                called = self._called(call, use)
                found.append(_Step(call, False if is_awaited else None, called))
        return self._steps[function]

    def _called(self, call: Call, use: Use) -> Function | None:
        """The function of the project that runs when it is called, awaited or gone through, here."""
        function = called_function(Expression(call.node, call.scope), self._context.names)
        if function is None or not _is_of_project(function):
            return None
        # A coroutine that nobody awaits here runs elsewhere: in a task, in a gather.
        is_async = isinstance(function.node, ast.AsyncFunctionDef)
        if function.is_generator and not (is_async and use is Use.STREAMED):
            return None
        if is_async and use is not (Use.STREAMED if function.is_generator else Use.AWAITED):
            return None
        names = self._context.names
        kept = all(runs_each_time(decorator, names) for decorator in function.decorators)
        return function if kept else None


def _growing(depths: Mapping[Function, int]) -> Iterator[tuple[Function, int]]:
    """What a mapping has, also what it is given meanwhile."""
    seen: set[Function] = set()
    while new := [one for one in depths if one not in seen]:
        for one in new:
            seen.add(one)
            yield one, depths[one]


def _is_of_project(function: Function) -> bool:
    """Whether the source of a function is not that of an installed package."""
    path = function.scope.module.path
    return "site-packages" not in path and "dist-packages" not in path
