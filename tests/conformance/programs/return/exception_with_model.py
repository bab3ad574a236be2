# Where a response model is declared, FastAPI cannot make it of the exception.
# outcome: 500
from fastapi import FastAPI, HTTPException
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str


@app.get("/model", response_model=Item)
def by_model():
    return HTTPException(404)  # E[fastapi-return]


@app.get("/annotated")
def annotated() -> Item:
    return HTTPException(404)  # E[fastapi-return]


@app.get("/union", response_model=Item)
def union() -> Item | HTTPException:
    return HTTPException(404)  # E[fastapi-return]


@app.get("/tuple")
def annotated_tuple() -> Item:
    return Item(name="a"), 404  # E[fastapi-return]


@app.get("/tuple-model", response_model=Item)
def tuple_by_model():
    return {"name": "a"}, 404  # E[fastapi-return]


def demonstrate(client: TestClient) -> None:
    for path in ("model", "annotated", "union", "tuple", "tuple-model"):
        assert client.get(f"/{path}").status_code == 500
