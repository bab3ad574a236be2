# Functions that make dependencies, generic classes, and type variables that the call leaves open.
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
T = TypeVar("T")


class User:
    pass


class Item:
    pass


class Repository(Generic[T]):
    def __init__(self, model: type[T]) -> None:
        self.model = model

    def __call__(self) -> list[T]:
        return [self.model()]


class Users(Repository[User]):
    def __init__(self) -> None:
        super().__init__(User)


def repository_of(model: type[T]) -> Callable[[], Repository[T]]:
    def get() -> Repository[T]:
        return Repository(model)

    return get


def new(model: type[T]) -> Callable[[], T]:
    return lambda: model()


def first(items: Sequence[Any] = (3,)) -> Any:
    return items[0]


def require(role: str) -> Callable[[], User]:
    return User


@app.get("/right")
def right(
    a: Annotated[Repository[User], Depends(repository_of(User))],
    b: Annotated[User, Depends(new(User))],
    c: Annotated[list[User], Depends(Repository(User))],
    d: Annotated[Repository[User], Depends(Users)],
    e: Annotated[User, Depends(require("admin"))],
    f: Annotated[Repository[Any], Depends(repository_of(Item))],
    g: Users = Depends(),
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f, g)]


def demonstrate(client: TestClient) -> None:
    names = ["Repository", "User", "list", "Users", "User", "Repository", "Users"]
    assert client.get("/right").json() == names
