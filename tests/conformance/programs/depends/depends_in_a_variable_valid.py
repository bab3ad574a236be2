# The `Depends` itself in a variable, or made by a function.
from typing import Annotated, Any

from fastapi import Depends, FastAPI, params
from fastapi.testclient import TestClient

app = FastAPI()


class User:
    pass


def get_user() -> User:
    return User()


from_user = Depends(get_user)


def require(role: str) -> Any:
    return Depends(get_user)


def require_params(role: str) -> params.Depends:
    return params.Depends(get_user)


@app.get("/right")
def right(
    a: Annotated[User, from_user],
    b: Annotated[User, require("admin")],
    c: Annotated[User, require_params("admin")],
    d: User = from_user,
    e: User = require("admin"),
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/right").json() == ["User"] * 5
