# Overrides that provide the same type, in whatever way.
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import partial
from typing import Any, Literal, NewType, TypedDict, TypeVar

from fastapi import Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer
from fastapi.testclient import TestClient
from scoped_fastapi import response_scoped_dependency

app = FastAPI()
scheme = OAuth2PasswordBearer("token")
UserId = NewType("UserId", str)


class Base: ...


class Derived(Base): ...


class Data(TypedDict):
    name: str


class Point(tuple[int, int]): ...


def get_base() -> Base:
    return Base()


def get_derived() -> Derived:
    return Derived()


async def get_async() -> Base:
    return Base()


def get_generated() -> Iterator[Derived]:
    yield Derived()


async def get_async_generated() -> AsyncIterator[Base]:
    yield Base()


@response_scoped_dependency
def get_scoped() -> Iterator[Base]:
    yield Base()


def get_data() -> Data:
    return {"name": "a"}


def get_dict() -> dict[str, Any]:
    return {}


def get_items() -> Sequence[str]:
    return []


def get_id() -> UserId:
    return UserId("a")


def get_mode() -> Literal["a", "b"]:
    return "a"


def get_float() -> float:
    return 1.5


def get_union() -> int | str:
    return 1


def get_function():
    return 1


def with_argument(given: Base) -> Base:
    return given


class Make:
    def __call__(self) -> Base:
        return Base()


app.dependency_overrides[get_base] = get_derived
app.dependency_overrides[get_derived] = get_base
app.dependency_overrides[get_base] = get_async
app.dependency_overrides[get_base] = get_generated
app.dependency_overrides[get_generated] = get_derived
app.dependency_overrides[get_generated] = get_async_generated
app.dependency_overrides[get_scoped] = get_base
app.dependency_overrides[get_base] = get_scoped
app.dependency_overrides[get_base] = Derived
app.dependency_overrides[Base] = get_derived
app.dependency_overrides[get_base] = Make()
app.dependency_overrides[get_base] = partial(with_argument, Base())
app.dependency_overrides[get_data] = lambda: {"name": "b"}
app.dependency_overrides[get_data] = get_dict
app.dependency_overrides[get_dict] = get_data
app.dependency_overrides[get_dict] = lambda: {"a": 1, "b": "c"}
app.dependency_overrides[get_items] = lambda: ["a"]
app.dependency_overrides[get_items] = lambda: [1]
app.dependency_overrides[get_id] = lambda: "b"
app.dependency_overrides[get_mode] = lambda: "b"
app.dependency_overrides[get_float] = lambda: 2
app.dependency_overrides[get_union] = lambda: "b"
app.dependency_overrides[get_union] = get_function
app.dependency_overrides[get_function] = get_base
app.dependency_overrides[scheme] = lambda: "token"


@app.get("/")
def read(base: Base = Depends(get_base), token: str = Depends(scheme)) -> str:
    return token


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == "token"
