# Type parameters in the syntax of Python 3.12.
# python: 3.12
# fastapi: 0.128
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


class Users(Repository[User]):
    def __init__(self) -> None:
        super().__init__(User)


def repository_of[T](model: type[T]) -> Callable[[], Repository[T]]:
    return lambda: Repository(model)


def session_of[T](model: type[T]) -> Callable[[], AsyncIterator[T]]:
    async def session() -> AsyncIterator[T]:
        yield model()

    return session


type RepositoryDep = Annotated[Repository[User], Depends(repository_of(User))]


@app.get("/")
def read(
    a: Annotated[Repository[User], Depends(repository_of(User))],
    b: Annotated[list[User], Depends(Repository(User))],
    c: Annotated[Repository[User], Depends(Users)],
    d: Annotated[User, Depends(session_of(User))],
    e: RepositoryDep,
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["Repository", "list", "Users", "User", "Repository"]
