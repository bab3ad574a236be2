# A parameter named with an underscore, or declared as None, is there for what its dependency does, not for its value.
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


def verify() -> str:
    return "verified"


def may_verify() -> str | None:
    return None


@app.get("/")
def read(
    _: Annotated[None, Depends(verify)],
    __: bool = Depends(verify),
    _user: int = Depends(may_verify),
) -> str:
    return "read"


@app.get("/none")
def read_none(
    checked: None = Depends(verify),
    checked_too: Annotated[None, Depends(may_verify)] = None,
) -> str:
    return "read"


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == "read"
    assert client.get("/none").json() == "read"
