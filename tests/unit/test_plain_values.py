"""What a field is told never to take, pydantic does not take."""

from __future__ import annotations

import datetime
import decimal
import uuid
from typing import Any

import pytest
from pydantic import ConfigDict, TypeAdapter, ValidationError
from scoped_fastapi_check.analysis.response_models.plain_values import (
    is_refused_strictly,
    is_unreadable,
)
from scoped_fastapi_check.analysis.types import Instance
from scoped_fastapi_check.engines.probes.builtin_classes import standard_class

CLASSES: tuple[type, ...] = (
    *(int, float, bool, str, bytes, decimal.Decimal, uuid.UUID),
    *(datetime.date, datetime.datetime, datetime.time, datetime.timedelta),
)
TEXTS = (
    *("", "abc", "none", "now", "P", "inf", "-Infinity", "nan", "yes", "ON", "t", "maybe", "3"),
    *("1_000", " 3 ", "1.5", "1e5", "٣", "½", "2020-01-01", "10:00", "P1D"),
    *("abcdefabcdefabcdefabcdefabcdefab", "me", "12345678-1234-5678-1234-567812345678"),
)
NUMBERS = (0, 1, 2, -1, 86400)
NOW = datetime.datetime(2020, 1, 1, 10)
OBJECTS = (
    *(3, 1.5, True, "3", b"3", decimal.Decimal(3), uuid.UUID(int=3)),
    *(NOW.date(), NOW, NOW.time(), NOW - NOW, [3], {3}, frozenset([3])),
)


def takes(cls: type, value: object, *, strict: bool) -> bool:
    """Whether pydantic makes an object of a class from a value."""
    try:
        adapter: TypeAdapter[Any] = TypeAdapter(cls, config=ConfigDict(strict=strict))
        adapter.validate_python(value, from_attributes=True)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("cls", CLASSES)
def test_what_is_written_out(cls: type) -> None:
    known = standard_class(f"{cls.__module__}.{cls.__name__}")
    assert known is not None
    told = [value for value in (*TEXTS, *NUMBERS) if is_unreadable(known, [value])]
    assert [value for value in told if takes(cls, value, strict=False)] == []
    assert ("maybe" in told) is (cls not in {str, bytes})


@pytest.mark.parametrize("cls", [*CLASSES, list, set, frozenset])
def test_strict_fields(cls: type) -> None:
    known = standard_class(f"{cls.__module__}.{cls.__name__}")
    assert known is not None
    told: list[object] = []
    for value in OBJECTS:
        given = standard_class(f"{type(value).__module__}.{type(value).__name__}")
        assert given is not None
        if is_refused_strictly(Instance(given), known):
            told.append(value)
    assert told
    assert [value for value in told if takes(cls, value, strict=True)] == []
