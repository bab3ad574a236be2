"""`fastapi-blocking` on snippets."""

from __future__ import annotations

from typing import Any

from scoped_fastapi_check.analysis.questions import InstanceOf, Together
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.blocking.search import Search

from .snippets import read

MANY = 80


def _asked(source: str, name: str) -> list[int]:
    """How many questions are asked at once, each time, until it is known what blocks in a function."""
    module, engine = read(source)
    context = Context(module, engine.names, lambda _: None, ())
    function = next(one for one in module.functions if one.name == name)
    steps = Search(context, ()).first(function)
    found: list[int] = []
    answer: Any = None
    while True:
        try:
            question = steps.send(answer)
        except StopIteration:
            return found
        assert isinstance(question, Together)
        assert all(isinstance(one, InstanceOf) for one in question.questions)
        found.append(len(question.questions))
        answer = [None] * found[-1]


def test_everything_is_asked_at_once() -> None:
    """A checker answers in passes: a function with many calls does not take one for each of them."""
    calls = "\n".join(f"    memory{number}.commit()" for number in range(MANY))
    parameters = ", ".join(f"memory{number}" for number in range(MANY))
    source = f"""
def inner({parameters}):
{calls}

async def handler({parameters}):
    inner({parameters})
{calls}
"""
    assert _asked(source, "handler") == [2 * MANY]


def test_functions_that_call_each_other_come_to_an_end() -> None:
    names = [f"f{number}" for number in range(40)]
    body = "\n".join(f"    {name}(x)" for name in names)
    source = "\n".join(f"def {name}(x):\n    x.commit()\n{body}\n" for name in names)
    assert _asked(source, "f0") == [len(names)]
