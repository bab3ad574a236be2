"""The answers about what pydantic does, for the checks of one module together.

What is read of a class, and what a checker says about an attribute, serves all of them.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from scoped_fastapi_check.analysis.response_models.schemas import Schemas
from scoped_fastapi_check.engines.probes.return_satisfaction import ReturnSatisfactions
from scoped_fastapi_check.engines.probes.satisfaction import Satisfactions
from scoped_fastapi_check.engines.probes.source_shapes import SourceTypes

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import (
        ReturnSatisfies,
        Satisfaction,
        Satisfies,
        Unsupported,
        UnsupportedType,
    )
    from scoped_fastapi_check.engines.probes.names import SourceNames
    from scoped_fastapi_check.engines.probes.prelude import Prelude
    from scoped_fastapi_check.engines.probes.probes import Lines, Probe
    from scoped_fastapi_check.engines.probes.source_types import TypeReader
    from scoped_fastapi_check.engines.probes.written_types import Type


class PydanticAnswers:
    """Answers `Satisfies`, `ReturnSatisfies` and `Unsupported`."""

    def __init__(self, names: SourceNames, prelude: Prelude, reader: TypeReader) -> None:
        types = SourceTypes(names, reader)
        self._satisfactions = Satisfactions(names, types, prelude)
        self._returns = ReturnSatisfactions(names, types, prelude, self._satisfactions.comparison)
        self._schemas: Schemas[Type] = Schemas(names, types)

    def satisfies(self, question: Satisfies) -> Generator[Probe, Lines, Satisfaction]:
        """Why what a handler returns never satisfies a model."""
        return self._satisfactions.satisfies(question)

    def return_satisfies(self, question: ReturnSatisfies) -> Generator[Probe, Lines, Satisfaction]:
        """Why what a statement returns never satisfies a model."""
        return self._returns.satisfies(question)

    def unsupported(self, question: Unsupported) -> Generator[Probe, Lines, UnsupportedType | None]:
        """Which part of a type pydantic refuses; the sources alone tell it."""
        yield from ()
        return self._schemas.unsupported(question)
