# The same with other types.
# outcome: silent
# python: 3.12
from collections.abc import AsyncIterator, Callable
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class User:
    pass


class Repository[T]:
    def __init__(self, model: type[T]) -> None:
        self.model = model

    def __call__(self) -> list[T]:
        return [self.model()]


def repository_of[T](model: type[T]) -> Callable[[], Repository[T]]:
    return lambda: Repository(model)


async def session() -> AsyncIterator[User]:
    yield User()


@app.get("/")
def read(
    a: Annotated[Repository[int], Depends(repository_of(User))],  # E[fastapi-depends]
    b: Annotated[list[int], Depends(Repository(User))],  # E[fastapi-depends]
    c: Annotated[int, Depends(session)],  # E[fastapi-depends]
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["Repository", "list", "User"]
