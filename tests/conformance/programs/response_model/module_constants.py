# What a handler reads from a list or a dictionary of its module that nothing changes.
# outcome: 500
from typing import Any

from fastapi import FastAPI, HTTPException
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Planet(BaseModel):
    id: int
    name: str


class Page(BaseModel):
    items: list[Planet]
    total: int


PLANETS = {1: {"id": 1}, 2: {"id": 2}}
NAMED = {1: {"id": 1, "name": "Venus"}, 2: {"id": 2}}
LIST = [{"id": 1}, {"id": 2}]
DEFAULT = {"id": 1}
PAGE = {"items": [{"id": 1}], "total": 1}
FILLED = {1: {"id": 1}}
PATCHED = [{"id": 1}]
for one in PATCHED:
    one["name"] = "Mars"  # type: ignore[assignment]  # ty: ignore[invalid-assignment]
OBJECTS = {1: Planet(id=1, name="Venus")}


class Moon(BaseModel):
    id: int
    planet: str


@app.get("/default", response_model=Planet)
def default() -> Any:
    return DEFAULT  # E[fastapi-response-model]


@app.get("/list", response_model=list[Planet])
def whole_list():
    return LIST  # E[fastapi-response-model]


@app.get("/lookup", response_model=Planet)
def lookup(planet_id: int = 1):
    if planet_id not in PLANETS:
        raise HTTPException(404)
    return PLANETS[planet_id]  # E[fastapi-response-model]


@app.get("/get", response_model=Planet)
def get(planet_id: int = 1) -> Any:
    planet = PLANETS.get(planet_id)
    if planet is None:
        raise HTTPException(404)
    return planet  # E[fastapi-response-model]


@app.get("/values", response_model=list[Planet])
def values() -> Any:
    return list(PLANETS.values())  # E[fastapi-response-model]


@app.get("/index", response_model=Planet)
def index() -> Any:
    return LIST[0]  # E[fastapi-response-model]


@app.get("/slice", response_model=list[Planet])
def part(skip: int = 0, limit: int = 10) -> Any:
    return LIST[skip : skip + limit]  # E[fastapi-response-model]


@app.get("/chosen", response_model=list[Planet])
def chosen(planet_id: int = 1) -> Any:
    return [each for each in LIST if each["id"] == planet_id]  # E[fastapi-response-model]


@app.get("/page", response_model=Page)
def page() -> Any:
    return PAGE  # E[fastapi-response-model]


@app.get("/merged", response_model=Moon)
def merged() -> Any:
    return {**DEFAULT, "name": "Io"}  # E[fastapi-response-model]


@app.get("/object", response_model=Moon)
def an_object(planet_id: int = 1) -> Any:
    return OBJECTS[planet_id]  # E[fastapi-response-model]


# Valid.


@app.get("/v1", response_model=Planet)
def some_fit(planet_id: int = 1) -> Any:
    return NAMED[planet_id]


@app.get("/v2", response_model=Planet)
def this_one_fits() -> Any:
    return NAMED[1]


@app.get("/v3", response_model=Planet)
def filled() -> Any:
    planet = FILLED[1]
    planet["name"] = "Mars"  # type: ignore[assignment]  # ty: ignore[invalid-assignment]
    return planet


@app.get("/v4", response_model=list[Planet])
def patched() -> Any:
    return PATCHED


@app.get("/v5", response_model=Planet)
def merged_and_complete() -> Any:
    return {**DEFAULT, "name": "Venus"}


@app.get("/v6", response_model=list[Planet])
def own_name() -> Any:
    LIST = [Planet(id=1, name="Venus")]
    return LIST


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        is_valid = path.startswith("/v") and path != "/values"
        assert client.get(path).status_code == (200 if is_valid else 500), path
