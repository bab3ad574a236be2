# What is written out is no model, whatever the handler is declared to return.
# outcome: 500
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Entity(BaseModel):
    pass


class User(BaseModel):
    name: str


class Record(BaseModel):
    pass


class NamedRecord(Record):
    name: str = "a"


@app.get("/number", response_model=User)
def number() -> Entity:  # E[fastapi-response-model]
    return 1


@app.get("/text/{key}", response_model=User)
def text(key: str) -> Entity:  # E[fastapi-response-model]
    return f"user {key}"


@app.get("/entity", response_model=User)
def entity() -> Entity:  # E[fastapi-response-model]
    return Entity()


@app.get("/named", response_model=User)
def named() -> Record:
    return NamedRecord()


@app.get("/mapping", response_model=User)
def mapping() -> Entity:
    return {"name": "a"}


@app.get("/user", response_model=User | None)
def user() -> User | None:
    return None


def demonstrate(client: TestClient) -> None:
    for wrong in ("/number", "/text/a", "/entity"):
        assert client.get(wrong).status_code == 500, wrong
    for right in ("/named", "/mapping"):
        assert client.get(right).json() == {"name": "a"}, right
    assert client.get("/user").json() is None
