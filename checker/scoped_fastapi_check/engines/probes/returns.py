"""What is returned to FastAPI: nothing, a response, or a value."""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.questions import Fit, Returned, ReturnedType, ReturnFits, Returns
from scoped_fastapi_check.engines.probes.assignability import Value
from scoped_fastapi_check.engines.probes.probes import (
    Lines,
    Place,
    Probe,
    members,
    put,
    real_members,
    text_of,
)
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.dependencies import unquoted
from scoped_fastapi_check.model.graph import declared_type
from scoped_fastapi_check.model.module import Expression

if TYPE_CHECKING:
    from scoped_fastapi_check.analysis.questions import ReturnsDeclared
    from scoped_fastapi_check.engines.probes.assignability import Fitting
    from scoped_fastapi_check.engines.probes.names import SourceNames
    from scoped_fastapi_check.engines.probes.prelude import Vocabulary

Answer = Generator[Probe, Lines, ReturnedType]

_UNKNOWN: Final = ReturnedType(Returned.UNKNOWN)
_NO_RETURN: Final = frozenset(
    {
        f"{module}.{name}"
        for module in ("typing", "typing_extensions")
        for name in ("NoReturn", "Never")
    }
)
_UNTOLD: Final = frozenset({"", "Any", "Unknown", "Never", "NoReturn", "object"})
_CHOSEN: Final = re.compile(r"_sf_k(\d+)_")


@dataclass(frozen=True, slots=True)
class ReturnedValues:
    """Answers the questions about what is returned."""

    names: SourceNames
    vocabulary: Vocabulary

    def declared(self, question: ReturnsDeclared) -> Answer:
        """What a return annotation promises."""
        function = question.function
        returns = function.node.returns
        if returns is None:
            return ReturnedType(Returned.NOTHING)
        annotation = unquoted(Expression(returns, function.scope))
        fullname = self.names.fullname(declared_type(annotation, self.names))
        if fullname == fullnames.ANY or fullname in _NO_RETURN:
            return ReturnedType(Returned.ANYTHING, text_of(annotation.node))
        place = Place(function.scope, function.node.lineno, function.node.col_offset)
        text = text_of(annotation.node)
        return (yield from self._kind(f"_sf_t.cast({text!r}, None)", place, Returned.VALUE))

    def returned(self, question: Returns) -> Answer:
        """What a return statement certainly returns."""
        value = question.statement.value
        assert value is not None
        place = Place.before(question.statement, question.function)
        return (yield from self._kind(text_of(value), place, Returned.UNKNOWN))

    def _kind(self, expression: str, place: Place, mixed: Returned) -> Answer:
        """The kind of an expression; `mixed` is a value that may be a response or None as well."""
        module, _, name = fullnames.RESPONSE.rpartition(".")
        response = f"{self.vocabulary.module(module)}.{name}"
        choice = self.vocabulary.choice(("types.NoneType", fullnames.RESPONSE))
        shown, chosen, _, _, narrowed = yield from put(
            place,
            f"_sf_reveal({expression})",
            f"_sf_reveal({choice}({expression}))",
            f"_sf_v0 = {expression}",
            f"_sf_v1: _sf_t.Optional[{response}] = _sf_t.cast(_sf_Any, None)",
            "if _sf_of(_sf_v1).narrows(_sf_v0): _sf_reveal(_sf_v0)",
        )
        text = shown.revealed or ""
        if not _UNTOLD.isdisjoint(members(text)) or "@" in text:
            return _UNKNOWN
        if chosen.refused is None:
            found = {int(index) for index in _CHOSEN.findall(chosen.revealed or "")}
            return ReturnedType(_KINDS.get(frozenset(found), Returned.UNKNOWN), text)
        left = real_members(narrowed.revealed)
        if not left:
            return ReturnedType(Returned.VALUE, text)
        # A protocol that a response happens to have is no response.
        is_member = all(member in members(text) for member in left)
        return ReturnedType(mixed if is_member else Returned.UNKNOWN, text)


_KINDS: Final = {
    frozenset({0}): Returned.NOTHING,
    frozenset({1}): Returned.RESPONSE,
    frozenset({0, 1}): Returned.RESPONSE_OR_NOTHING,
}


def return_fits(question: ReturnFits, fitting: Fitting) -> Generator[Probe, Lines, Fit]:
    """How what a statement returns fits the return annotation of its function."""
    returns, value = question.function.node.returns, question.statement.value
    if returns is None or value is None:
        return Fit.UNKNOWN
    declared = unquoted(Expression(returns, question.function.scope))
    place = Place.before(question.statement, question.function)
    found = yield from fitting.fit(Value(text_of(value)), declared, place)
    return found.fit
