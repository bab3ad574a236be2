# Overrides without annotations that give what is asked for, or a double of it.
from collections.abc import Iterator
from types import SimpleNamespace
from unittest.mock import MagicMock

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class User(BaseModel):
    name: str


class Session:
    def close(self) -> None:
        return None


class FakeSession:
    def close(self) -> None:
        return None


class Double:
    pass


def get_user(request: Request) -> User:
    return User(name="Ada")


def get_session() -> Iterator[Session]:
    yield Session()


@app.get("/")
def read(user: User = Depends(get_user), session: Session = Depends(get_session)) -> str:
    return user.name


def give_user():
    return User(name="Bob")


def give_either(name: str = ""):
    if name:
        return {"name": name}
    return User(name="Bob")


def give_mock():
    return MagicMock()


def give_namespace():
    return SimpleNamespace(name="Bob")


def give_fake():
    yield FakeSession()


def give_double():
    return Double()


def give_nothing():
    return None


def refuse():
    raise HTTPException(401)


def with_request(request: Request):
    return User(name=request.url.path)


def with_query(name="Bob"):
    return User(name=name)


def with_needed(name):
    return User(name=name)


def as_user(user: User):
    def override() -> User:
        return user

    return override


app.dependency_overrides[get_session] = give_fake
app.dependency_overrides[get_session] = give_double
app.dependency_overrides[get_session] = give_mock
app.dependency_overrides[get_session] = give_nothing
app.dependency_overrides[get_user] = give_user
app.dependency_overrides[get_user] = give_either
app.dependency_overrides[get_user] = give_namespace
app.dependency_overrides[get_user] = refuse
app.dependency_overrides[get_user] = with_request
app.dependency_overrides[get_user] = with_query
app.dependency_overrides[get_user] = as_user(User(name="Bob"))
app.dependency_overrides[get_user] = with_needed


def demonstrate(client: TestClient) -> None:
    assert client.get("/?name=Eve").json() == "Eve"
