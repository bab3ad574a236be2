# FastAPI reads every required field of the model from what is returned.
# outcome: 500
from dataclasses import dataclass
from typing import NamedTuple

from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel
from typing_extensions import TypedDict

app = FastAPI()
router = APIRouter(prefix="/router")


class UserOut(BaseModel):
    id: int
    name: str
    email: str


class User(BaseModel):
    id: int
    name: str


class Plain:
    def __init__(self) -> None:
        self.id = 1
        self.name = "a"


@dataclass
class Record:
    id: int
    name: str


class Row(NamedTuple):
    id: int
    name: str


class Entry(TypedDict):
    id: int
    name: str


@app.get("/model", response_model=UserOut)
def model() -> User:  # E[fastapi-response-model]
    return User(id=1, name="a")


@app.get("/plain", response_model=UserOut)
async def plain() -> Plain:  # E[fastapi-response-model]
    return Plain()


@router.post("/dataclass", response_model=UserOut)
def record() -> Record:  # E[fastapi-response-model]
    return Record(1, "a")


@router.api_route("/tuple", response_model=UserOut)
def row() -> Row:  # E[fastapi-response-model]
    return Row(1, "a")


@app.get(
    "/dict",
    response_model=UserOut,
)
def entry() -> Entry:  # E[fastapi-response-model]
    return {"id": 1, "name": "a"}


def added() -> User:  # E[fastapi-response-model]
    return User(id=1, name="a")


app.add_api_route("/added", added, response_model=UserOut)
app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for path in ("/model", "/plain", "/router/tuple", "/dict", "/added"):
        assert client.get(path).status_code == 500
    assert client.post("/router/dataclass").status_code == 500
