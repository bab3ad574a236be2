# Unions of aliases of unions: each alias is looked into once, or they would double with every one of them.
# outcome: silent
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class User:
    pass


def get_id() -> int:
    return 3


def get_user() -> User:
    return User()


A0 = User
A1 = A0 | bytes
A2 = A1 | bytes
A3 = A2 | bytes
A4 = A3 | bytes
A5 = A4 | bytes
A6 = A5 | bytes
A7 = A6 | bytes
A8 = A7 | bytes
A9 = A8 | bytes
A10 = A9 | bytes
A11 = A10 | bytes
A12 = A11 | bytes
A13 = A12 | bytes
A14 = A13 | bytes
A15 = A14 | bytes
A16 = A15 | bytes
A17 = A16 | bytes
A18 = A17 | bytes
A19 = A18 | bytes
A20 = A19 | bytes


@app.get("/wrong")
def wrong(user: A20 = Depends(get_id)) -> str:  # E[fastapi-depends]
    return type(user).__name__


@app.get("/right")
def right(user: A20 = Depends(get_user)) -> str:
    return type(user).__name__


@app.get("/half")
def half(user: A3 = Depends(get_user)) -> str:
    return type(user).__name__


def demonstrate(client: TestClient) -> None:
    """The number that is passed on has no type of the union."""
    assert client.get("/wrong").json() == "int"
    assert client.get("/right").json() == "User"
    assert client.get("/half").json() == "User"
