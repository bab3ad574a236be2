"""Turns each question into probes, and what a checker says about them into the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from scoped_fastapi_check.analysis import questions
from scoped_fastapi_check.engines.probes.classes import Classes
from scoped_fastapi_check.engines.probes.constants import integer_value
from scoped_fastapi_check.engines.probes.dependency_result import Provisions
from scoped_fastapi_check.engines.probes.probes import ResultOf
from scoped_fastapi_check.engines.probes.returns import ReturnedValues, return_fits

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import Question
    from scoped_fastapi_check.engines.probes.assignability import Fitting
    from scoped_fastapi_check.engines.probes.names import SourceNames
    from scoped_fastapi_check.engines.probes.prelude import Vocabulary
    from scoped_fastapi_check.engines.probes.pydantic_answers import PydanticAnswers
    from scoped_fastapi_check.project.text_search import Mentions


class Answers:
    """Answers the questions of the checks of one module."""

    def __init__(
        self,
        names: SourceNames,
        vocabulary: Vocabulary,
        mentions: Mentions,
        pydantic: PydanticAnswers,
    ) -> None:
        self._names = names
        self._vocabulary = vocabulary
        self._mentions = mentions
        self._classes = Classes(names, vocabulary)
        returned = ReturnedValues(names, vocabulary)
        self._answers: dict[type[Question[Any]], Callable[[Any], ResultOf]] = {
            questions.InstanceOf: self._classes.instance_of,
            questions.SubclassOf: self._classes.subclass_of,
            questions.ReturnsInstanceOf: self._classes.returned_instance,
            questions.IntegerValue: lambda question: integer_value(question, names),
            questions.Returns: returned.returned,
            questions.ReturnsDeclared: returned.declared,
            questions.ProjectMentions: self._project_mentions,
            questions.Satisfies: pydantic.satisfies,
            questions.ReturnSatisfies: pydantic.return_satisfies,
            questions.Refuses: pydantic.refuses,
        }

    def answer(self, question: Question[Any], fitting: Fitting) -> ResultOf:
        """The answer to a question, in the making; `fitting` is that of its check."""
        match question:
            case questions.Provides():
                return self._provisions(fitting).provides(question)
            case questions.Replaces():
                return self._provisions(fitting).replaces(question)
            case questions.ReturnFits():
                return return_fits(question, fitting)
            case _:
                return self._answers[type(question)](question)

    def _provisions(self, fitting: Fitting) -> Provisions:
        return Provisions(self._names, self._vocabulary, fitting, self._classes)

    def _project_mentions(self, question: questions.ProjectMentions) -> ResultOf:
        return (yield from _known(self._mentions.answer(question)))


def _known(answer: object) -> ResultOf:
    """An answer for which no probe is needed."""
    yield from ()
    return answer
