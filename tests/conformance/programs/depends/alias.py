# A wrong alias is reported once, where it is defined; its uses are not.
# outcome: silent
from typing import Annotated, TypeAlias

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from typing_extensions import TypeAlias as Alias

app = FastAPI()


class User:
    pass


def get_id() -> int:
    return 3


def get_user() -> User:
    return User()


Right = Annotated[User, Depends(get_user)]
Wrong = Annotated[User, Depends(get_id)]  # E[fastapi-depends]
Explicit: TypeAlias = Annotated[User, Depends(get_id)]  # E[fastapi-depends]
Extension: Alias = Annotated[User, Depends(get_id)]  # E[fastapi-depends]
Lines = Annotated[  # E[fastapi-depends]
    User,
    Depends(get_id, use_cache=False),
]
Again = Wrong
Nested = Annotated[Right, "more"]
Base = Annotated[User, "a user"]
Extended = Annotated[Base, Depends(get_id)]  # E[fastapi-depends]
Unused = Annotated[str, Depends(get_id)]  # E[fastapi-depends]


@app.get("/")
def read(a: Right, b: Wrong, c: Explicit, d: Lines, e: Again, f: Nested, g: Extended) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f, g)]


@app.get("/again")
def read_again(a: Wrong, b: "Wrong", c: Extension) -> None: ...


def demonstrate(client: TestClient) -> None:
    names = ["User", "int", "int", "int", "int", "User", "int"]
    assert client.get("/").json() == names
