# What is appended to a list that the function makes empty is what FastAPI validates.
# outcome: 500
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()
NAMES = ["Ada", "Bob"]


class User(BaseModel):
    name: str


class UserPublic(BaseModel):
    id: int
    name: str


class UserPage(BaseModel):
    items: list[UserPublic]
    total: int


@app.get("/dictionaries", response_model=list[UserPublic])
def append_dictionaries():
    found = []
    for name in NAMES:
        found.append({"name": name})
    return found  # E[fastapi-response-model]


@app.get("/bound", response_model=list[UserPublic])
def append_bound() -> Any:
    found: list[dict[str, Any]] = []
    for name in NAMES:
        row = {"name": name}
        found.append(row)
    return found  # E[fastapi-response-model]


@app.get("/objects", response_model=list[UserPublic])
async def append_objects() -> Any:
    found = list()
    for name in NAMES:
        user = User(name=name)
        found.append(user)
    return found  # E[fastapi-response-model]


@app.get("/either", response_model=list[UserPublic])
def append_either():
    found = []
    for number, name in enumerate(NAMES):
        if number:
            found.append({"id": number, "name": name})
        else:
            found.append({"name": name})
    return found  # E[fastapi-response-model]


@app.get("/page", response_model=UserPage)
def append_to_page():
    found = []
    for name in NAMES:
        found.append(dict(name=name))
    return {"items": found, "total": len(found)}  # E[fastapi-response-model]


@app.get("/texts", response_model=list[str])
def append_numbers():
    found = []
    for name in NAMES:
        found.append(len(name))
    return found  # E[fastapi-response-model]


# FastAPI answers these.


@app.get("/valid/complete", response_model=list[UserPublic])
def append_complete():
    found = []
    for number, name in enumerate(NAMES):
        found.append({"id": number, "name": name})
    return found


@app.get("/valid/later", response_model=list[UserPublic])
def fill_later() -> Any:
    found = []
    for number, name in enumerate(NAMES):
        row: dict[str, Any] = {"name": name}
        found.append(row)
        row["id"] = number
    return found


@app.get("/valid/in-list", response_model=list[UserPublic])
def fill_in_list() -> Any:
    found: list[dict[str, Any]] = []
    for name in NAMES:
        found.append({"name": name})
    for number, row in enumerate(found):
        row["id"] = number
    return found


@app.get("/valid/replaced", response_model=list[UserPublic])
def replace_first() -> Any:
    found: list[Any] = []
    found.append({"name": ""})
    found[0] = {"id": 1, "name": ""}
    return found


@app.get("/valid/never", response_model=list[UserPublic])
def never_call() -> Any:
    found: list[Any] = []

    def append() -> None:
        found.append({"name": ""})

    assert append
    found.append({"id": 1, "name": ""})
    return found


def demonstrate(client: TestClient) -> None:
    for path in ("dictionaries", "bound", "objects", "either", "page", "texts"):
        assert client.get(f"/{path}").status_code == 500, path
    for path in ("complete", "later", "in-list", "replaced", "never"):
        assert client.get(f"/valid/{path}").status_code == 200, path
