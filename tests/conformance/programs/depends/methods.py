# Bound methods, class methods, static methods and callables in attributes.
# outcome: silent
from collections.abc import AsyncIterator, Callable
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from typing_extensions import Self

app = FastAPI()


class Users:
    find: Callable[[], int]

    def __init__(self) -> None:
        self.find = lambda: 3

    def get_id(self) -> int:
        return 3

    async def fetch_id(self) -> int:
        return 3

    async def session(self) -> AsyncIterator[int]:
        yield 3

    @classmethod
    def create(cls) -> Self:
        return cls()

    @staticmethod
    def count() -> int:
        return 3


class Admins(Users):
    pass


users = Users()


@app.get("/wrong")
async def wrong(
    a: Annotated[str, Depends(users.get_id)],  # E[fastapi-depends]
    b: Annotated[str, Depends(users.fetch_id)],  # E[fastapi-depends]
    c: Annotated[str, Depends(users.session)],  # E[fastapi-depends]
    d: Annotated[str, Depends(Users.create)],  # E[fastapi-depends]
    e: Annotated[str, Depends(Users.count)],  # E[fastapi-depends]
    f: Annotated[str, Depends(users.find)],  # E[fastapi-depends]
    g: Annotated[int, Depends(Admins.create)],  # E[fastapi-depends]
    i: str = Depends(Users().get_id),  # E[fastapi-depends]
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f, g, i)]


def demonstrate(client: TestClient) -> None:
    ints = ["int", "int", "int"]
    assert client.get("/wrong").json() == [*ints, "Users", "int", "int", "Admins", "int"]
