# What a function of the project returns that declares nothing of it, and types that are calls.
# outcome: 500
# fastapi: 0.134
from typing import Any

from fastapi import FastAPI, HTTPException
from fastapi.testclient import TestClient

from . import crud
from .crud import build, build_list, build_one_of, build_to_wrap, load
from .schemas import Note, Out

app = FastAPI()


def build_here():
    return {"id": 1}


@app.get("/here", response_model=Out)
def here():
    return build_here()  # E[fastapi-response-model]


@app.get("/elsewhere", response_model=Out)
def elsewhere() -> Any:
    return build()  # E[fastapi-response-model]


@app.get("/value", response_model=Out)
def value():
    return crud.build_wrong_value()  # E[fastapi-response-model]


@app.get("/list", response_model=list[Out])
def in_list():
    return build_list()  # E[fastapi-response-model]


@app.get("/each", response_model=list[Out])
def each():
    return [build() for _ in range(2)]  # E[fastapi-response-model]


@app.get("/through", response_model=Out)
def through():
    return crud.build_through()  # E[fastapi-response-model]


@app.get("/object", response_model=Out)
def made():
    return crud.build_object()  # E[fastapi-response-model]


@app.get("/awaited", response_model=Out)
async def awaited():
    return await load()  # E[fastapi-response-model]


@app.get("/bound", response_model=Out)
async def bound():
    found = await load()
    return found  # E[fastapi-response-model]


@app.get("/called-type", response_model=Note)
def called_type():
    return {"id": 1}  # E[fastapi-response-model]


@app.get("/asked", response_model=Out)
def asked():
    found = crud.find(1)
    if found is None:
        raise HTTPException(404)
    return found  # E[fastapi-response-model]


build_to_wrap = crud.titled(build_to_wrap)
crud.build_to_replace = crud.titled(crud.build_to_replace)


@app.get("/right/wrapped", response_model=Out)
def wrapped():
    return build_to_wrap()


@app.get("/right/replaced", response_model=Out)
def replaced():
    return crud.build_to_replace()


@app.get("/right/one-of", response_model=Out)
def one_of():
    return build_one_of(1)


@app.get("/right/or-fail", response_model=Out)
def or_fail():
    return crud.build_or_fail(1)


@app.get("/right/filled", response_model=Out)
def filled():
    return crud.build_filled()


@app.get("/right/changed", response_model=Out)
def changed():
    found = build()
    found["title"] = "Emma"  # type: ignore[assignment]
    return found


@app.get("/right/given", response_model=Out)
def given():
    return crud.build_from("Emma")


@app.get("/right/note", response_model=Note)
def note():
    return crud.build_note()


@app.get("/right/again", response_model=Out)
def again():
    return crud.count_down(3)


@app.get("/right/spread", response_model=Out)
def spread():
    return {**build(), "title": "Emma"}


@app.get("/right/called-type", response_model=Note)
def right_called_type():
    return {"id": "1", "title": "Emma"}


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        expected = 200 if path.startswith("/right/") else 500
        assert client.get(path).status_code == expected, path
