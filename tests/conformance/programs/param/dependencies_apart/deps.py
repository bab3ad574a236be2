from __future__ import annotations

from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, Field


class Pages(BaseModel):
    size: int = Field(10)


def hours_of(
    hours: int = Field(1),  # E[fastapi-param]
) -> int:
    return hours


def days_of(days: Annotated[int, Field(gt=0)] = 1) -> int:
    return days


def weeks_of(weeks: int = Query(1)) -> int:
    return weeks


# Nothing depends on it: to be called, it is as good as any.
def years_of(years: int = Field(1)) -> int:
    return years
