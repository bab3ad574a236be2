"""What is said of an answer that does not satisfy its `response_model`."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Final

from scoped_fastapi_check.analysis.questions import Lack, Mismatch, Satisfaction
from scoped_fastapi_check.analysis.response_models.conversions import FUNCTION
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Expression, Function
from scoped_fastapi_check.rules.shared.wording import enumerated, written

__all__ = ["OfDeclaration", "OfStatement", "described", "in_words"]

# What a value begins with that is written out: text or a number.
_LITERALS: Final = ("'", '"', *"-0123456789")
# More missing fields than these are only counted.
_MAX_NAMES: Final = 4
_QUERIES: Final = {name.rpartition(".")[2] for name in fullnames.QUERIES | fullnames.RESULTS}
_FUNCTION: Final = FUNCTION.rpartition(".")[2]
_URL: Final = fullnames.URL.rpartition(".")[2]
_DISPLAYS: Final = (ast.Dict, ast.List, ast.Tuple, ast.ListComp, ast.Set, ast.SetComp, ast.Constant)


@dataclass(frozen=True, slots=True)
class OfDeclaration:
    """What a handler is declared to return."""

    function: Function
    found: Satisfaction

    @property
    def gives(self) -> str:
        """The first half of a sentence about it."""
        return f'"{self.function.name}" is declared to return "{self.found.returned}"'

    @property
    def gives_none(self) -> str:
        """The same where it is None."""
        return f'"{self.function.name}" may return None'


@dataclass(frozen=True, slots=True)
class OfStatement:
    """What one statement of a handler returns."""

    function: Function
    statement: ast.Return
    found: Satisfaction

    @property
    def gives(self) -> str:
        """The first half of a sentence about it."""
        value = self.statement.value
        is_display = isinstance(value, _DISPLAYS) or self.found.returned == _FUNCTION
        shown = written(value) if value is not None and is_display else self.found.returned
        return f'"{self.function.name}" returns "{shown}"'

    @property
    def gives_none(self) -> str:
        """The same where it is None."""
        return f'"{self.function.name}" returns None'


def described(
    given: OfDeclaration | OfStatement, model: Expression, found: Satisfaction
) -> tuple[str, str]:
    """The message and the note on what a model does not take."""
    name = in_words(model)
    first = found.mismatches[0]
    if first.lack is Lack.NONE and first.path:
        return _nullable(given, name, first)
    if first.lack is Lack.NONE or (first.given == "None" and not first.path):
        return (
            f'{given.gives_none}, but response_model "{name}" does not allow it',
            "FastAPI answers a None with a 500 error: raise an HTTPException instead of returning "
            f'None, or declare "response_model={name} | None"',
        )
    if first.lack is Lack.FIELD:
        return _missing(given, name, found)
    if first.lack is Lack.TAG:
        return _untagged(given, name, first)
    if first.lack is Lack.LIMIT:
        return _beyond(given, name, first)
    if first.lack is Lack.EXTRA:
        return _extra(given, name, found)
    return _other_shape(given, name, first)


def in_words(node: Expression) -> str:
    """A model as it is written, on one line."""
    return " ".join(ast.unparse(node.node).split())


def _nullable(
    given: OfDeclaration | OfStatement, model: str, mismatch: Mismatch
) -> tuple[str, str]:
    place = _dotted(mismatch.path)
    return (
        f'{given.gives}, whose "{place}" may be None, but response_model "{model}" declares it as '
        f'"{mismatch.wanted}"',
        "FastAPI answers a None with a 500 error: declare the field as "
        f'"{mismatch.wanted} | None", or the column as one that is never NULL',
    )


def _missing(
    given: OfDeclaration | OfStatement, model: str, found: Satisfaction
) -> tuple[str, str]:
    owner = found.mismatches[0].given
    names = [
        _dotted(mismatch.path)
        for mismatch in found.mismatches
        if mismatch.lack is Lack.FIELD and mismatch.given == owner
    ]
    it, fields = (
        ("it", "the field a default") if len(names) == 1 else ("them", "the fields defaults")
    )
    mend = _unrun(owner) or f"return something that has {it}, or give {fields}"
    return (
        f'{given.gives}, but response_model "{model}" requires {enumerated(names, _MAX_NAMES, "fields")}, which '
        f'"{owner}" does not have',
        f"FastAPI validates what is returned and answers with a 500 error: {mend}",
    )


def _unrun(owner: str) -> str | None:
    """What to do with a query, or with what comes of it; None for anything else."""
    if owner.partition("[")[0] not in _QUERIES:
        return None
    return 'run it and return what it finds, by ".first()", ".one()" or ".all()"'


def _untagged(
    given: OfDeclaration | OfStatement, model: str, mismatch: Mismatch
) -> tuple[str, str]:
    return (
        f'{given.gives}, but response_model "{model}" tells by "{_dotted(mismatch.path)}" which model '
        f'is meant, and "{mismatch.given}" does not have it',
        "Pydantic looks for it before any default is given, and FastAPI answers with a 500 error: "
        "put it into the dictionary",
    )


def _beyond(given: OfDeclaration | OfStatement, model: str, mismatch: Mismatch) -> tuple[str, str]:
    place = _dotted(mismatch.path)
    what = f'of "{place}" ' if place else ""
    return (
        f'{given.gives}, but response_model "{model}" sets limits {what}that "{mismatch.given}" is '
        "beyond",
        "FastAPI validates what is returned and answers with a 500 error: give a value within the "
        "limits, or widen them",
    )


def _extra(given: OfDeclaration | OfStatement, model: str, found: Satisfaction) -> tuple[str, str]:
    names = [_dotted(mismatch.path) for mismatch in found.mismatches if mismatch.lack is Lack.EXTRA]
    return (
        f'{given.gives}, but response_model "{model}" forbids {enumerated(names, _MAX_NAMES, "fields")}',
        "FastAPI validates what is returned and answers with a 500 error: leave out what the model "
        "does not have, or return an object, of which FastAPI reads the fields alone",
    )


def _other_shape(
    given: OfDeclaration | OfStatement, model: str, mismatch: Mismatch
) -> tuple[str, str]:
    if place := _dotted(mismatch.path):
        if mismatch.given[:1] in _LITERALS:
            return _other_value(given, model, mismatch)
        if mismatch.given == _URL:
            return _address(given, model, mismatch)
        is_none = mismatch.given == "None"
        declared = f"{mismatch.wanted} | None" if is_none else mismatch.given
        return (
            f'{given.gives}, but response_model "{model}" '
            f'declares "{place}" as "{mismatch.wanted}", which is "{mismatch.given}" there',
            f'FastAPI cannot convert "{mismatch.given}" to "{mismatch.wanted}" and answers with a 500 '
            f'error: declare the field as "{declared}", or convert it in a validator',
        )
    mend = _unrun(mismatch.given) or "return what the model describes, or declare another model"
    if mismatch.given.startswith("Coroutine"):
        mend = '"await" it'
    if mismatch.given == _FUNCTION:
        mend = "call it"
    if mismatch.given == _URL:
        mend = 'take "str()" of it'
    return (
        f'{given.gives}, but its response_model is "{model}"',
        f"FastAPI cannot convert one to the other and answers with a 500 error: {mend}",
    )


def _address(given: OfDeclaration | OfStatement, model: str, mismatch: Mismatch) -> tuple[str, str]:
    """Of an address no field can be made."""
    place, wanted = _dotted(mismatch.path), mismatch.wanted
    return (
        f'{given.gives}, but response_model "{model}" declares "{place}" as "{wanted}", which is '
        f'"{mismatch.given}" there',
        f'FastAPI cannot convert "{mismatch.given}" to "{wanted}" and answers with a 500 error: '
        'take "str()" of it',
    )


def _other_value(
    given: OfDeclaration | OfStatement, model: str, mismatch: Mismatch
) -> tuple[str, str]:
    """Of a value that is written out the type would do: text may well be a number."""
    place, value, wanted = _dotted(mismatch.path), mismatch.given, mismatch.wanted
    return (
        f'{given.gives}, but response_model "{model}" declares "{place}" as "{wanted}", which is '
        f'"{value}" there',
        f'FastAPI cannot make a "{wanted}" of "{value}" and answers with a 500 error: give a value '
        "that the field takes, or declare another type for it",
    )


def _dotted(path: tuple[str, ...]) -> str:
    """The fields on the way, and nothing for the items of the containers around them."""
    return ".".join(part for part in path if part != "[]")
