# A dataclass whose fields have markers for defaults: FastAPI fills them in, a plain call does not.
# outcome: silent
# fastapi: 0.124
from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Query
from fastapi.testclient import TestClient
from pydantic.dataclasses import dataclass as pydantic_dataclass

app = FastAPI()


def get_name() -> str:
    return "ada"


@dataclass
class Page:
    name: Any = Depends(get_name)
    limit: Any = Query(10)

    def shown(self) -> str:
        return type(self.name).__name__ + type(self.limit).__name__


@app.get("/1")
def one() -> str:
    return Page().shown()  # E[fastapi-direct-call]


@app.get("/2")
def two() -> str:
    return Page("ada").shown()  # E[fastapi-direct-call]


@app.get("/3")
def three() -> str:
    page = Page(name="ada")  # E[fastapi-direct-call]
    return page.shown()


# Valid.


@dataclass
class Plain:
    limit: int = 10
    names: list[str] = field(default_factory=list[str])
    inside: Annotated[int, Query()] = 3


@pydantic_dataclass
class Validated:
    limit: int = Query(10)


@app.get("/v1")
def v1(page: Annotated[Page, Depends()]) -> str:
    return page.shown()


@app.get("/v2")
def v2(page: Page = Depends(Page)) -> str:
    return page.shown()


@app.get("/v3")
def v3() -> str:
    return Page("ada", 3).shown()


@app.get("/v4")
def v4() -> int:
    return Plain().limit + Validated().limit


def demonstrate(client: TestClient) -> None:
    assert client.get("/1").json() == "DependsQuery"
    assert client.get("/2").json() == "strQuery"
    assert client.get("/3").json() == "strQuery"
    for path in ("/v1", "/v2", "/v3"):
        assert client.get(path).json() == "strint"
    assert client.get("/v4").json() == 20
