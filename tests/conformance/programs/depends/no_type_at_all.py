# Where a parameter declares no type, FastAPI takes one that has `*args` and `**kwargs` for the dependency.
# outcome: 422
from typing import Any

from fastapi import Depends, FastAPI, Security
from fastapi.testclient import TestClient

app = FastAPI()


def get_name() -> str:
    return "Ada"


class Limits:
    size = 3


@app.get("/handler")
def handler(name=Depends()):  # E[fastapi-depends]
    return name


def get_user(name=Security(scopes=["me"])) -> str:  # E[fastapi-depends]
    return str(name)


@app.get("/dependency")
def dependency(user: str = Depends(get_user)) -> str:
    return user


class Query:
    def __init__(self, name=Depends(use_cache=False)) -> None:  # E[fastapi-depends]
        self.name = name


@app.get("/class")
def of_class(query: Query = Depends()) -> str:
    return str(query.name)


options: dict[str, Any] = {"dependency": get_name}


@app.get("/right")
def right(
    name=Depends(get_name),
    limits: Limits = Depends(),
    by_options: str = Depends(**options),
    by_list: str = Depends(*[get_name]),
) -> list[str]:
    return [name, by_options, by_list]


def demonstrate(client: TestClient) -> None:
    for path in ("/handler", "/dependency", "/class"):
        assert client.get(path).status_code == 422
    assert client.get("/right").json() == ["Ada"] * 3
