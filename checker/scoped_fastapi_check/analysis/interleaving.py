"""Runs several generators side by side, so that what they ask can be asked at once."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import Any, TypeVar

AskedT = TypeVar("AskedT")
ResultT = TypeVar("ResultT")


def side_by_side(
    steps: Sequence[Generator[AskedT, Any, ResultT]],
    together: Callable[[tuple[AskedT, ...]], AskedT],
) -> Generator[AskedT, Any, list[ResultT]]:
    """The results of all `steps`; what they ask next is asked as one, made by `together`.

    The answer to that is a sequence of answers.
    """
    results: dict[int, ResultT] = {}
    waiting: dict[int, AskedT] = {}

    def advance(number: int, answer: Any) -> None:
        try:
            waiting[number] = steps[number].send(answer)
        except StopIteration as stop:
            results[number] = stop.value

    for number in range(len(steps)):
        advance(number, None)
    while waiting:
        asked, waiting = waiting, {}
        answers = yield together(tuple(asked.values()))
        for number, answer in zip(asked, answers, strict=True):
            advance(number, answer)
    return [results[number] for number in range(len(steps))]
