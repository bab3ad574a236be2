# A container is validated item by item, and is no object itself.
# outcome: 500
from collections.abc import Sequence
from typing import Dict, List, Optional, Union

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class UserOut(BaseModel):
    id: int
    email: str


class User(BaseModel):
    id: int


USERS = [User(id=1)]


@app.get("/items", response_model=list[UserOut])
def items() -> list[User]:  # E[fastapi-response-model]
    return USERS


@app.get("/typing", response_model=List[UserOut])
def typing_list() -> Sequence[User]:  # E[fastapi-response-model]
    return USERS


@app.get("/optional", response_model=Optional[List[UserOut]])
def optional() -> Optional[List[User]]:  # E[fastapi-response-model]
    return USERS


@app.get("/mapping", response_model=Dict[str, UserOut])
def mapping() -> dict[str, User]:  # E[fastapi-response-model]
    return {"a": USERS[0]}


@app.get("/object-for-list", response_model=list[User])
def object_for_list() -> User:  # E[fastapi-response-model]
    return USERS[0]


@app.get("/list-for-object", response_model=User)
def list_for_object() -> list[User]:  # E[fastapi-response-model]
    return USERS


@app.get("/tuple-for-object", response_model=User)
def tuple_for_object() -> tuple[User, int]:  # E[fastapi-response-model]
    return USERS[0], 201


@app.get("/union", response_model=Union[UserOut, list[UserOut]])
def union() -> User:  # E[fastapi-response-model]
    return USERS[0]


@app.get("/dict-for-list", response_model=list[User])
def dict_for_list() -> dict[str, User]:  # E[fastapi-response-model]
    return {"a": USERS[0]}


@app.get("/list-for-dict", response_model=dict[str, User])
def list_for_dict() -> list[User]:  # E[fastapi-response-model]
    return USERS


@app.get("/object-for-dict", response_model=dict[str, int])
def object_for_dict() -> User:  # E[fastapi-response-model]
    return USERS[0]


@app.get("/text-for-object", response_model=User)
def text_for_object() -> str:  # E[fastapi-response-model]
    return "a"


@app.get("/number-for-object", response_model=User | None)
def number_for_object() -> int:  # E[fastapi-response-model]
    return 1


@app.get("/object-for-text", response_model=str)
def object_for_text() -> User:  # E[fastapi-response-model]
    return USERS[0]


@app.get("/text-for-list", response_model=list[str])
def text_for_list() -> str:  # E[fastapi-response-model]
    return "a"


def demonstrate(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert len(paths) == 15
    for path in paths:
        assert client.get(path).status_code == 500, path
