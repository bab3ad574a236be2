# A parameter or a handler may have the name of its dependency.
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class User:
    pass


def session() -> User:
    return User()


def get_user() -> User:
    return User()


@app.get("/parameter")
def parameter(session: Annotated[User, Depends(session)]) -> str:
    return type(session).__name__


@app.get("/default")
def default(session: User = Depends(session)) -> str:
    return type(session).__name__


@app.get("/handler")  # type: ignore[no-redef]
def get_user(user: User = Depends(get_user)) -> str:
    return type(user).__name__


def demonstrate(client: TestClient) -> None:
    for path in ("/parameter", "/default", "/handler"):
        assert client.get(path).json() == "User"
