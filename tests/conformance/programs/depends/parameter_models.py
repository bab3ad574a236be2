# Models, dataclasses and classes that gather parameters.
# fastapi: 0.122
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, FastAPI, Header, Query
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


def get_limit() -> int:
    return 10


class Paging:
    def __init__(self, page: int = 1, size: Annotated[int, Query(le=100)] = 10) -> None:
        self.page = page
        self.size = size


class Sorting(Paging):
    def __init__(self, sort: str = "name", page: int = 1) -> None:
        super().__init__(page)
        self.sort = sort


class Inherited(Paging):
    pass


@dataclass
class Filters:
    q: str = ""
    tags: list[str] = Query(default=[])
    x_name: str = Header("")
    limit: int = Depends(get_limit)


@dataclass(kw_only=True)
class More(Filters):
    limits: Annotated[list[int], Depends(lambda: [1])] = field(default_factory=list)


class Search(BaseModel):
    q: str = ""
    page: int = 1


@app.get("/")
def read(
    a: Annotated[Paging, Depends()],
    b: Annotated[Paging, Depends(Sorting)],
    c: Annotated[Inherited, Depends()],
    d: Annotated[Filters, Depends()],
    e: Annotated[Search, Depends()],
    f: Annotated[Paging | Search, Depends(Search)],
    g: Sorting = Depends(),
) -> list[object]:
    return [a.page, b.page, c.page, d.limit, e.page, type(f).__name__, g.sort]


def demonstrate(client: TestClient) -> None:
    assert client.get("/?page=2").json() == [2, 2, 2, 10, 2, "Search", "name"]
