"""Turns each question into probes, and what a checker says about them into the answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from scoped_fastapi_check.analysis import questions
from scoped_fastapi_check.engines.probes.assignability import Assignability
from scoped_fastapi_check.engines.probes.classes import Classes
from scoped_fastapi_check.engines.probes.probes import Steps, put_together
from scoped_fastapi_check.engines.probes.pydantic_answers import PydanticAnswers
from scoped_fastapi_check.engines.probes.shown_types import ShownTypes
from scoped_fastapi_check.engines.probes.values import Values

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import Question
    from scoped_fastapi_check.engines.probes.names import SourceNames
    from scoped_fastapi_check.engines.probes.prelude import Prelude
    from scoped_fastapi_check.engines.probes.source_types import TypeReader
    from scoped_fastapi_check.project.text_search import Mentions


class Answers:
    """Answers the questions of the checks of one module."""

    def __init__(
        self,
        names: SourceNames,
        prelude: Prelude,
        mentions: Mentions,
        reader: TypeReader,
    ) -> None:
        self._names = names
        self._prelude = prelude
        self._reader = reader
        self._mentions = mentions
        values = Values(names, prelude)
        self._types, self._fits = ShownTypes(values, reader), Assignability(values)
        self._classes = classes = Classes(names, prelude, values)
        self._answers: dict[type[Question[Any]], Callable[[Any], Steps[Any]]] = {
            questions.Together: self._together,
            questions.WhereNamesLead: self._where_names_lead,
            questions.TypeOf: self._types.view,
            questions.CanBeCalled: self._can_be_called,
            questions.Assignable: self._fits.assignable,
            questions.Overlaps: self._overlaps,
            questions.InstanceOf: classes.instance_of,
            questions.SubclassOf: classes.subclass_of,
            questions.ProjectMentions: self._project_mentions,
            questions.OneFileMentions: self._one_file_mentions,
            questions.ProjectGives: self._project_gives,
            questions.Satisfies: self._satisfies,
            questions.ReturnSatisfies: self._return_satisfies,
            questions.Unsupported: self._unsupported,
        }

    def answer(self, question: Question[Any]) -> Steps[Any]:
        """The answer to a question, in the making."""
        return self._answers[type(question)](question)

    @cached_property
    def _pydantic(self) -> PydanticAnswers:
        """Made for the modules that have response models to ask about."""
        return PydanticAnswers(self._names, self._prelude, self._reader)

    def _satisfies(self, question: questions.Satisfies) -> Steps[questions.Satisfaction]:
        return self._pydantic.satisfies(question)

    def _return_satisfies(
        self, question: questions.ReturnSatisfies
    ) -> Steps[questions.Satisfaction]:
        return self._pydantic.return_satisfies(question)

    def _unsupported(
        self, question: questions.Unsupported
    ) -> Steps[questions.UnsupportedType | None]:
        return self._pydantic.unsupported(question)

    def _together(self, question: questions.Together) -> Steps[list[Any]]:
        return put_together(*map(self.answer, question.questions))

    def _where_names_lead(self, _: questions.WhereNamesLead) -> Steps[SourceNames]:
        yield from ()
        return self._names

    # What the classes tell that are declared, without a checker

    def _can_be_called(self, question: questions.CanBeCalled) -> Steps[questions.Callability]:
        cls = self._classes.without_call(question.value)
        if cls is None:
            return (yield from self._types.can_be_called(question))
        return questions.Callability(answer=False, shown=cls.name)

    def _overlaps(self, question: questions.Overlaps) -> Steps[questions.Left]:
        wanted = question.wanted
        if isinstance(wanted, str) and self._classes.is_unrelated(question.value, wanted):
            return questions.Left.NOTHING
        return (yield from self._fits.overlaps(question))

    def _project_mentions(self, question: questions.ProjectMentions) -> Steps[bool]:
        yield from ()
        return self._mentions.answer(question.module, question.word, elsewhere=question.elsewhere)

    def _one_file_mentions(self, question: questions.OneFileMentions) -> Steps[bool]:
        yield from ()
        return self._mentions.in_one_file(question.module, question.words)

    def _project_gives(self, question: questions.ProjectGives) -> Steps[bool]:
        yield from ()
        asked = question
        return self._mentions.gives(
            asked.module, asked.cls, asked.attribute, asked.home, is_exact=asked.is_exact
        )
