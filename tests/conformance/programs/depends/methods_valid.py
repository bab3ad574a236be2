# Bound methods, class methods, static methods and callables in attributes.
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


@app.get("/right")
async def right(
    a: Annotated[int, Depends(users.get_id)],
    b: Annotated[int, Depends(users.fetch_id)],
    c: Annotated[int, Depends(users.session)],
    d: Annotated[Users, Depends(Users.create)],
    e: Annotated[int, Depends(Users.count)],
    f: Annotated[int, Depends(users.find)],
    g: Annotated[Admins, Depends(Admins.create)],
    h: Annotated[Users, Depends(Admins.create)],
    i: int = Depends(Users().get_id),
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f, g, h, i)]


def demonstrate(client: TestClient) -> None:
    ints = ["int", "int", "int"]
    right = [*ints, "Users", "int", "int", "Admins", "Admins", "int"]
    assert client.get("/right").json() == right
