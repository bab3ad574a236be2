# A function, a method or a class that nobody calls is no object of a model.
# outcome: 500
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Ship(BaseModel):
    id: int
    name: str = "Argo"


class Fleet:
    name = "first"

    def ships(self) -> list[Ship]:
        return [Ship(id=1)]

    def title(self) -> str:
        return "Argo"

    @property
    def flagship(self) -> Ship:
        return Ship(id=1)


fleet = Fleet()


def newest() -> Ship:
    return Ship(id=1)


@app.get("/method", response_model=list[Ship])
def method() -> Any:
    return fleet.ships  # E[fastapi-response-model]


@app.get("/function", response_model=Ship)
def function():
    return newest  # E[fastapi-response-model]


@app.get("/class", response_model=Ship)
def a_class():
    return Ship  # E[fastapi-response-model]


@app.get("/parameter", response_model=list[Ship])
def parameter(own: Fleet = Depends(Fleet)):
    return own.ships  # E[fastapi-response-model]


@app.get("/value", response_model=Ship)
def value():
    return {"id": 1, "name": fleet.title}  # E[fastapi-response-model]


@app.get("/lambda", response_model=Ship)
def anonymous():
    return lambda: newest()  # E[fastapi-response-model]


# Valid.


@app.get("/v1", response_model=list[Ship])
def called() -> Any:
    return fleet.ships()


@app.get("/v2", response_model=Ship)
def by_property() -> Any:
    return fleet.flagship


@app.get("/v3", response_model=Ship)
def text() -> Any:
    return {"id": 1, "name": fleet.name}


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        is_valid = path.startswith("/v") and path != "/value"
        assert client.get(path).status_code == (200 if is_valid else 500), path
