# The `Depends` itself in a variable, or made by a function.
# outcome: silent
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


@app.get("/wrong")
def wrong(
    a: Annotated[int, from_user],  # E?[fastapi-depends]
    b: Annotated[int, require("admin")],  # E[fastapi-depends]
    d: int = from_user,  # E?[fastapi-depends]
) -> list[str]:
    return [type(value).__name__ for value in (a, b, d)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/wrong").json() == ["User"] * 3
