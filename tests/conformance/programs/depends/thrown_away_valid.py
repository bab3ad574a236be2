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


@app.get("/other-names")
def other_names(_: int = Depends(verify), _name: int = Depends(verify)) -> list[str]:
    for _ in range(2):
        pass
    names = [_name for _name in ("read", "none")]
    return sorted(names, key=lambda _name: _name)


@app.get("/again")
def bound_again(_user: int = Depends(may_verify)) -> int:
    _user = 3
    return _user


@app.get("/none")
def read_none(
    checked: None = Depends(verify),
    checked_too: Annotated[None, Depends(may_verify)] = None,
) -> str:
    return "read"


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == "read"
    assert client.get("/none").json() == "read"
    assert client.get("/other-names").json() == ["none", "read"]
    assert client.get("/again").json() == 3
