# A dependency that returns an exception hands it over as the value: the guard guards nothing.
# outcome: silent
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, HTTPException
from fastapi.testclient import TestClient

app = FastAPI()


def get_token(authorization: Annotated[str, Header()] = "") -> str:
    return authorization


def verify(token: str = Depends(get_token)):
    if token != "secret":
        return HTTPException(401)  # E[fastapi-return]


async def get_user(token: Annotated[str, Depends(get_token)]) -> dict[str, str]:
    if token != "secret":
        return HTTPException(401)  # E[fastapi-return]
    return {"name": "a"}


def is_admin():
    return True if len("a") > 1 else HTTPException(403)  # E[fastapi-return]


class Permission:
    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self) -> Any:
        if self.name:
            return HTTPException(403)  # E[fastapi-return]
        return self.name


@app.get("/", dependencies=[Depends(verify), Depends(is_admin), Depends(Permission("a"))])
def read(user: Annotated[dict[str, str], Depends(get_user)]) -> str:
    return type(user).__name__


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == "HTTPException"
