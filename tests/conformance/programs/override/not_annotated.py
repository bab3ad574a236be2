# Overrides mostly have no annotations; what they give is written out all the same.
# outcome: silent
from collections.abc import Iterator

from fastapi import Depends, FastAPI, HTTPException
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class User(BaseModel):
    name: str


class Session:
    def close(self) -> None:
        return None


def get_user() -> User:
    return User(name="Ada")


def get_session() -> Iterator[Session]:
    yield Session()


@app.get("/user")
def read_user(user: User = Depends(get_user)) -> str:
    return type(user).__name__


@app.get("/session")
def read_session(session: Session = Depends(get_session)) -> str:
    return type(session).__name__


BOB = {"name": "Bob"}


def give_dict():
    return {"name": "Bob"}


async def give_kept():
    user = dict(BOB)
    return user


def give_name():
    return "Bob"


def give_list():
    yield [User(name="Bob")]


def give_refusal():
    return HTTPException(401)


def give_bob():
    return BOB


def as_user(user: User):
    def override() -> User:
        return user

    return override


app.dependency_overrides[get_user] = give_dict  # E[fastapi-override]
app.dependency_overrides[get_user] = give_kept  # E[fastapi-override]
app.dependency_overrides[get_user] = give_name  # E[fastapi-override]
app.dependency_overrides[get_user] = give_refusal  # E[fastapi-override]
app.dependency_overrides[get_user] = give_bob  # E[fastapi-override]
app.dependency_overrides[get_session] = give_list  # E[fastapi-override]
app.dependency_overrides[get_user] = as_user  # E[fastapi-override]


def overridden(client: TestClient, name: str) -> str:
    body: str = client.get(name).json()
    return body


def demonstrate(client: TestClient) -> None:
    assert overridden(client, "/session") == "list"
    app.dependency_overrides[get_user] = give_dict  # E[fastapi-override]
    assert overridden(client, "/user") == "dict"
    app.dependency_overrides[get_user] = give_refusal  # E[fastapi-override]
    assert overridden(client, "/user") == "HTTPException"
