# What a generic model is given tells what it holds, though nobody writes its type arguments.
# outcome: 500
from collections.abc import Sequence
from typing import Any, Generic, Optional, TypeVar

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, ConfigDict, field_validator

T = TypeVar("T")

app = FastAPI()


class Schema(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class Page(Schema, Generic[T]):
    items: Sequence[T]
    total: int = 0


class Envelope(Schema, Generic[T]):
    success: bool = True
    data: Optional[T] = None


class Converted(Schema, Generic[T]):
    data: T

    @field_validator("data", mode="before")
    @classmethod
    def named(cls, value: Any) -> Any:
        return {"id": 1, "name": "Ada"}


class Row:
    def __init__(self) -> None:
        self.id = 1


class Named(BaseModel):
    id: int
    name: str


class Author(Named):
    books: int = 0


def rows() -> list[Row]:
    return [Row()]


@app.get("/page", response_model=Page[Named])
def page() -> Any:
    return Page(items=rows(), total=1)  # E[fastapi-response-model]


@app.get("/held", response_model=Page[Named])
def held() -> Any:
    found = rows()
    result = Page(items=found, total=len(found))
    return result  # E[fastapi-response-model]


@app.get("/made", response_model=Page[Named])
def made() -> Any:
    return Page(items=[Row() for _ in range(2)])  # E[fastapi-response-model]


@app.get("/envelope", response_model=Envelope[Named])
def envelope() -> Any:
    return Envelope(data=Row())  # E[fastapi-response-model]


@app.get("/list", response_model=Envelope[Named])
def listed() -> Any:
    return Envelope(data=rows())  # E[fastapi-response-model]


@app.get("/written", response_model=Envelope[Named])
def written() -> Any:
    return Envelope(data={"id": 1})  # E[fastapi-response-model]


@app.get("/text", response_model=Envelope[int])
def text() -> Any:
    return Envelope(data="many")  # E[fastapi-response-model]


@app.get("/inner", response_model=Envelope[Page[Named]])
def inner() -> Any:
    return Envelope(data=Page(items=rows()))  # E[fastapi-response-model]


@app.get("/several", response_model=list[Envelope[Named]])
def several() -> Any:
    return [Envelope(data=row) for row in rows()]  # E[fastapi-response-model]


# Valid


@app.get("/valid/page", response_model=Page[Named])
def valid_page() -> Any:
    return Page(items=[Author(id=1, name="Ada")], total=1)


@app.get("/valid/empty", response_model=Page[Named])
def valid_empty() -> Any:
    return Page(items=[])


@app.get("/valid/nothing", response_model=Envelope[Named])
def valid_nothing() -> Any:
    return Envelope(data=None)


@app.get("/valid/default", response_model=Envelope[Named])
def valid_default() -> Any:
    return Envelope(success=False)


@app.get("/valid/written", response_model=Envelope[Named])
def valid_written() -> Any:
    return Envelope(data={"id": "1", "name": "Ada"})


@app.get("/valid/converted", response_model=Converted[Named])
def valid_converted() -> Any:
    return Converted(data=Row())


@app.get("/valid/set", response_model=Envelope[Named])
def valid_set() -> Any:
    answer: Envelope[Any] = Envelope(data=Row())
    answer.data = Named(id=1, name="Ada")
    return answer


@app.get("/valid/dict", response_model=Envelope[dict[str, int]])
def valid_dict() -> Any:
    return Envelope(data={"id": 1})


def demonstrate(client: TestClient) -> None:
    for path in ("page", "held", "made", "envelope", "list", "written", "text", "inner", "several"):
        assert client.get(f"/{path}").status_code == 500, path
    for path in ("page", "empty", "nothing", "default", "written", "converted", "set", "dict"):
        assert client.get(f"/valid/{path}").status_code == 200, path
