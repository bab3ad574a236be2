# An attribute that None lacks is a mistake that checkers report; what it is otherwise counts all the same.
# outcome: 500
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    title: str = ""
    rank: int = 1


class Ranked(BaseModel):
    place: int


def find_item() -> Item | None:
    return Item()


@app.get("/declared", response_model=list[Ranked])
def get_declared() -> Item | None:  # E[fastapi-response-model]
    return find_item().rank


@app.get("/dumped", response_model=list[Ranked])
def get_dumped():
    return find_item().model_dump()  # E[fastapi-response-model]


@app.get("/rank", response_model=Ranked)
def get_rank() -> Any:
    return find_item().rank  # E[fastapi-response-model]


def demonstrate(client: TestClient) -> None:
    for path in ("declared", "dumped", "rank"):
        assert client.get(f"/{path}").status_code == 500, path
