# Dependencies that stand in a module of their own, as they mostly do.
# outcome: import
# raises: AssertionError
from __future__ import annotations

from typing import Annotated

from fastapi import Depends, FastAPI

from .deps import Pages, days_of, hours_of, weeks_of

app = FastAPI()


@app.get("/days")
def read_days(
    days: Annotated[int, Depends(days_of)],
    weeks: Annotated[int, Depends(weeks_of)],
    pages: Annotated[Pages, Depends()],
) -> int:
    return days


@app.get("/hours")
def read_hours(hours: Annotated[int, Depends(hours_of)]) -> int:
    return hours
