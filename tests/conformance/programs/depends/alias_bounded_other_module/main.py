# A generic alias of another module, whose type variable does not stand for everything.
# outcome: silent
from fastapi import FastAPI
from fastapi.testclient import TestClient

from .deps import Key, Provided, Room, Stored, User

app = FastAPI()


@app.get("/")
def read(
    a: Provided[User],
    b: Provided[Room],  # E[fastapi-depends]
    c: Stored[User],
    d: Stored[Room],  # E[fastapi-depends]
    e: Key[int],
    f: Key[str],  # E[fastapi-depends]
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["User", "User", "Store", "Store", "int", "int"]
