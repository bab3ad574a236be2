# Lists, bodies and methods that a client can give.
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any, Generic, Literal, TypeVar

from fastapi import (
    APIRouter,
    Body,
    Cookie,
    Depends,
    FastAPI,
    File,
    Form,
    Header,
    Path,
    Query,
    Request,
    UploadFile,
)
from fastapi.testclient import TestClient
from pydantic import BaseModel

T = TypeVar("T")


class Item(BaseModel):
    name: str


class Filter(BaseModel):
    ids: list[int] = []


class FormData(BaseModel):
    name: str


class Color(Enum):
    RED = "red"


Ids = Annotated[list[int], Query()]
app = FastAPI()
router = APIRouter()


@app.get("/1")
def one(ids: Annotated[list[int], Query()], more: list[str] = Query([])) -> int:
    return len(ids)


@app.get("/2")
def two(
    ids: Ids,
    tags: Annotated[list[str] | None, Query()] = None,
    h: Annotated[list[str], Header()] = [],
) -> int:
    return len(ids)


@app.get("/3")
def three(given: Annotated[Filter, Query()]) -> int:
    return len(given.ids)


@app.get("/4")
def four(body: Annotated[list[int] | None, Body()] = None) -> int:
    return 1


@app.post("/5")
def five(ids: list[int], item: Item | None = None) -> int:
    return len(ids)


@app.post("/6")
def six(
    name: Annotated[str, Form()], file: UploadFile, tags: Annotated[list[str], Form()] = []
) -> int:
    return 1


@app.post("/7")
def seven(data: Annotated[FormData, Form()]) -> int:
    return 1


@app.post("/8/{item_id}")
def eight(
    item_id: int, q: int, x: Annotated[str, Header()] = "", name: str = Form(), c: str = Cookie("")
) -> int:
    return 1


class Service:
    def __init__(self, q: int = 0) -> None:
        self.q = q

    def method(self, q: int = 0) -> int:
        return q

    @classmethod
    def made(cls, q: int = 0) -> "Service":
        return cls(q)

    @staticmethod
    def static(q: int = 0) -> int:
        return q


service = Service()


@app.get("/9")
def nine(
    a: int = Depends(service.method),
    b: Service = Depends(Service.made),
    c: int = Depends(Service.static),
    d: Service = Depends(),
) -> int:
    return a


@app.get("/10")
def ten(color: Color, kind: Literal["a"], n: int | None = None, both: int | str = 1) -> int:
    return 1


class Routes:
    def __init__(self) -> None:
        self.router = APIRouter()
        self.router.add_api_route("/11", self.eleven)

    def eleven(self, q: int = 0) -> int:
        return q


app.include_router(Routes().router)


@dataclass
class Page:
    limit: int = 10
    name: str = ""


@app.get("/12")
def twelve(page: Annotated[Page, Depends()]) -> int:
    return page.limit


@app.get("/13")
async def thirteen(request: Request, item: Annotated[Item | None, Body()] = None) -> int:
    return 1


def helper(*args: int, **kwargs: int) -> int:
    return len(args)


@app.get("/14")
def fourteen(n: Annotated[int, Depends(lambda: helper(1, a=2))]) -> int:
    return n


@app.delete("/15")
def fifteen(ids: list[int]) -> int:
    return len(ids)


def demonstrate(client: TestClient) -> None:
    assert client.get("/1?ids=1").status_code == 200
    assert client.get("/2?ids=1").status_code == 200
    assert client.get("/3?ids=1").status_code == 200
    assert client.get("/4").status_code == 200
    assert client.post("/5", json={"ids": [1]}).status_code == 200
    assert client.post("/6", data={"name": "a"}, files={"file": b"x"}).status_code == 200
    assert client.post("/7", data={"name": "a"}).status_code == 200
    assert client.post("/8/3?q=1", data={"name": "a"}).status_code == 200
    assert client.get("/9?q=1").status_code == 200
    assert client.get("/10?color=red&kind=a").status_code == 200
    for i in (11, 12, 13, 14):
        assert client.get(f"/{i}?ids=1").status_code == 200
    assert client.request("DELETE", "/15", json=[1]).status_code == 200
