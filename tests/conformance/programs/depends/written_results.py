# What a dependency without an annotation gives is known where its source writes it out.
# outcome: silent
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class User(BaseModel):
    name: str


class Settings:
    def __init__(self, debug: bool = False) -> None:
        self.debug = debug


DEFAULTS = {"debug": True}


def decode(token="t"):
    payload = {"sub": token}
    payload["role"] = "admin"
    return payload


async def get_payload(token="t"):
    if not token:
        return None
    return decode(token)


def get_pair():
    return "ada", 3


def get_class():
    return User


def get_default():
    return DEFAULTS


def get_settings(debug: bool = False):
    return Settings(debug) if debug else Settings()


def get_names():
    names = [name for name in ("ada", "bob")]
    yield names


class Checker:
    def __call__(self):
        return f"user {1}"


@app.get("/")
def read(
    payload: Annotated[User, Depends(get_payload)],  # E[fastapi-depends]
    pair: Annotated[str, Depends(get_pair)],  # E[fastapi-depends]
    cls: Annotated[User, Depends(get_class)],  # E[fastapi-depends]
    default: Annotated[Settings, Depends(get_default)],  # E[fastapi-depends]
    settings: Annotated[User, Depends(get_settings)],  # E[fastapi-depends]
    names: dict[str, Any] = Depends(get_names),  # E[fastapi-depends]
    checked: User = Depends(Checker()),  # E[fastapi-depends]
) -> list[str]:
    values = (payload, pair, cls, default, settings, names, checked)
    return [type(value).__name__ for value in values]


def demonstrate(client: TestClient) -> None:
    kinds = ["dict", "tuple", "ModelMetaclass", "dict", "Settings", "list", "str"]
    assert client.get("/").json() == kinds
