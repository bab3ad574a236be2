# Types that a query cannot hold.
# outcome: import
# raises: AssertionError: all 12 are refused
# fastapi: 0.129
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Any, Dict, List, Optional, Union  # noqa: UP035

from fastapi import FastAPI, Query, UploadFile
from pydantic import BaseModel

app = FastAPI()
refused: list[str] = []


class Item(BaseModel):
    name: str


@dataclass
class Place:
    name: str


Items = list[Item]


@contextmanager
def refusal() -> Iterator[None]:
    try:
        yield
    except AssertionError as error:
        assert "must be one of the supported types" in str(error)
        refused.append(str(error))


with refusal():

    @app.get("/models")
    def models(q: list[Item] = Query()) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/alias")
    def alias(q: Annotated[Items, Query()]) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/tuple")
    def tuples(q: Annotated[tuple[Item, int], Query()]) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/dict")
    def dicts(q: Annotated[dict[str, int], Query()]) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/mapping")
    def mappings(q: Annotated[Mapping[str, int], Query()]) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/optional")
    def optional(q: dict[str, Any] | None = Query(None)) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/typing")
    def of_typing(q: Optional[Dict[str, int]] = Query(None)) -> None: ...  # noqa: UP006, UP045  # E[fastapi-param]


with refusal():

    @app.get("/nested")
    def nested(q: Annotated[List[list[int]], Query()]) -> None: ...  # noqa: UP006  # E[fastapi-param]


with refusal():

    @app.get("/dataclass")
    def dataclasses(q: Annotated[Place, Query()]) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/union")
    def union(q: Annotated[Union[Item, int], Query()]) -> None: ...  # noqa: UP007  # E[fastapi-param]


with refusal():

    @app.get("/string")
    def string(q: "Annotated[dict[str, int], Query()]") -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/file")
    def file(q: Annotated[UploadFile, Query()]) -> None: ...  # E[fastapi-param]


assert len(refused) < 12, "all 12 are refused"
