# Python tells no signature of a `NewType` or a `TypedDict`, so that FastAPI refuses it.
# outcome: import
# raises: no signature found for builtin type
from typing import Annotated, TypedDict

from fastapi import Depends, FastAPI

app = FastAPI()


class Paging(TypedDict, total=False):
    limit: int


class Sorting(Paging, total=False):
    by: str


@app.get("/")
def read(sorting: Annotated[Sorting, Depends()]) -> int:  # E[fastapi-depends]
    return len(sorting)
