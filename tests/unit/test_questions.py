"""Questions that do not depend on each other are asked together."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from scoped_fastapi_check.analysis.questions import Question, Together, both, gather


class Number(Question[int]):
    """A question whose answer is its number."""

    def __init__(self, number: int) -> None:
        self.number = number


def ask(*numbers: int) -> Generator[Question[Any], Any, list[int]]:
    answers: list[int] = []
    for number in numbers:
        answers.append((yield Number(number)))
    return answers


def run(steps: Generator[Question[Any], Any, Any]) -> tuple[Any, list[list[int]]]:
    """What comes out, and the numbers that were asked for in each pass."""
    passes: list[list[int]] = []
    try:
        question = next(steps)
        while True:
            passes.append(list(_numbers(question)))
            question = steps.send(_answer(question))
    except StopIteration as stop:
        return stop.value, passes


def _numbers(question: Question[Any]) -> Generator[int]:
    if isinstance(question, Together):
        for part in question.questions:
            yield from _numbers(part)
    else:
        assert isinstance(question, Number)
        yield question.number


def _answer(question: Question[Any]) -> Any:
    if isinstance(question, Together):
        return [_answer(part) for part in question.questions]
    assert isinstance(question, Number)
    return question.number


def test_as_many_passes_as_the_longest_takes() -> None:
    found, passes = run(gather(ask(1, 2), ask(), ask(3), ask(4, 5, 6)))
    assert found == [[1, 2], [], [3], [4, 5, 6]]
    assert passes == [[1, 3, 4], [2, 5], [6]]


def test_one_inside_of_another() -> None:
    found, passes = run(both(gather(ask(1), ask(2)), both(ask(3, 4), ask(5))))
    assert found == ([[1], [2]], ([3, 4], [5]))
    assert passes == [[1, 2, 3, 5], [4]]


def test_nothing_to_ask() -> None:
    assert run(gather(ask(), ask())) == ([[], []], [])
