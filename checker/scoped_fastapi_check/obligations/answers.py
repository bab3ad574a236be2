"""Turns each question into probes, and what a checker says about them into the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from scoped_fastapi_check import questions
from scoped_fastapi_check.obligations.classes import Classes
from scoped_fastapi_check.obligations.fitting import Fitting
from scoped_fastapi_check.obligations.probes import ResultOf
from scoped_fastapi_check.obligations.provisions import Provisions
from scoped_fastapi_check.obligations.returned import ReturnedValues, return_fits
from scoped_fastapi_check.obligations.values import integer_value

if TYPE_CHECKING:
    from scoped_fastapi_check.mentions import Mentions
    from scoped_fastapi_check.obligations.names import SourceNames
    from scoped_fastapi_check.obligations.pydantic_answers import PydanticAnswers
    from scoped_fastapi_check.obligations.vocabulary import Vocabulary
    from scoped_fastapi_check.questions import Question


class Answers:
    """Answers the questions of one check; `reason` is what the checker last refused a type for."""

    def __init__(
        self,
        names: SourceNames,
        vocabulary: Vocabulary,
        mentions: Mentions,
        pydantic: PydanticAnswers,
    ) -> None:
        self._fitting = Fitting(names)
        self._mentions = mentions
        classes = Classes(names, vocabulary)
        provisions = Provisions(names, vocabulary, self._fitting, classes)
        returned = ReturnedValues(names, vocabulary)
        self._answers: dict[type[Question[Any]], Callable[[Any], ResultOf]] = {
            questions.Provides: provisions.provides,
            questions.Replaces: provisions.replaces,
            questions.InstanceOf: classes.instance_of,
            questions.SubclassOf: classes.subclass_of,
            questions.ReturnsInstanceOf: classes.returned_instance,
            questions.IntegerValue: lambda question: integer_value(question, names),
            questions.Returns: returned.returned,
            questions.ReturnsDeclared: returned.declared,
            questions.ReturnFits: lambda question: return_fits(question, self._fitting),
            questions.ProjectMentions: self._project_mentions,
            questions.Satisfies: pydantic.satisfies,
            questions.Refuses: pydantic.refuses,
        }

    @property
    def reason(self) -> str | None:
        """What the checker said when it last refused a type."""
        return self._fitting.reason

    def answer(self, question: Question[Any]) -> ResultOf:
        """The answer to a question, in the making."""
        return self._answers[type(question)](question)

    def _project_mentions(self, question: questions.ProjectMentions) -> ResultOf:
        return (yield from _known(self._mentions.answer(question)))


def _known(answer: object) -> ResultOf:
    """An answer for which no probe is needed."""
    yield from ()
    return answer
