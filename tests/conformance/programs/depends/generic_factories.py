# Functions that make dependencies, generic classes, and type variables that the call leaves open.
# outcome: silent
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


@app.get("/wrong")
def wrong(
    a: Annotated[Repository[Item], Depends(repository_of(User))],  # E[fastapi-depends]
    b: Annotated[Item, Depends(new(User))],  # E[fastapi-depends]
    c: Annotated[list[Item], Depends(Repository(User))],  # E[fastapi-depends]
    d: Annotated[Repository[Item], Depends(Users)],  # E[fastapi-depends]
    f: Annotated[User, Depends(repository_of(User))],  # E[fastapi-depends]
    e: Item = Depends(require("admin")),  # E[fastapi-depends]
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f)]


def demonstrate(client: TestClient) -> None:
    names = ["Repository", "User", "list", "Users", "User", "Repository", "Users"]
    assert client.get("/wrong").json() == names[:6]
