# None satisfies no model that does not say so.
# outcome: 500
from typing import Optional, Union

from fastapi import FastAPI, Response
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class User(BaseModel):
    id: int


USERS = {1: User(id=1)}


def find(number: int) -> User | None:
    return USERS.get(number)


@app.get("/found", response_model=User)
def found() -> User | None:  # E[fastapi-response-model]
    return find(2)


@app.get("/optional", response_model=User)
async def optional() -> Optional[User]:  # E[fastapi-response-model]
    if find(2) is None:
        return None
    return USERS[1]


@app.get("/bare", response_model=list[User])
def bare(missing: bool = True) -> list[User] | None:  # E[fastapi-response-model]
    if missing:
        return
    return [USERS[1]]


@app.get("/response", response_model=User)
def response() -> Union[Response, None]:  # E[fastapi-response-model]
    return None


@app.get("/only", response_model=User)
def only() -> None:  # E[fastapi-response-model]
    return None


@app.get("/text", response_model=str)
def text() -> str | None:  # E[fastapi-response-model]
    return {"a": "b"}.get("c")


def demonstrate(client: TestClient) -> None:
    for path in ("/found", "/optional", "/bare", "/response", "/only", "/text"):
        assert client.get(path).status_code == 500, path
