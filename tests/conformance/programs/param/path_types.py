# Types that a path cannot hold, and markers of other places on what the path has.
# outcome: import
# raises: AssertionError: all 11 are refused
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import Body, FastAPI, Header, Path, Query, UploadFile
from pydantic import BaseModel

app = FastAPI()
refused: list[str] = []


class Item(BaseModel):
    name: str


@contextmanager
def refusal() -> Iterator[None]:
    try:
        yield
    except AssertionError as error:
        assert "path param" in str(error).lower()
        refused.append(str(error))


with refusal():

    @app.get("/lists/{id}")
    def lists(id: list[int]) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/dicts/{id}")
    def dicts(id: dict[str, str]) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/bare/{id}")
    def bare(id: set) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/models/{id}")
    def models(id: Item) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/declared/{id}")
    def declared(id: Annotated[list[int], Path()]) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/union/{id}")
    def union(id: int | list[int]) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/files/{file}")
    def files(file: UploadFile) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/query/{id}")
    def query(id: Annotated[int, Query()]) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/header/{id:int}")
    def header(id: int = Header()) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/body/{id}")
    async def body(id: Annotated[int, Path()] = Body()) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/several")
    @app.get("/several/{id}")
    def several(id: int = Query(3)) -> None: ...  # E[fastapi-param]


assert len(refused) < 11, "all 11 are refused"
