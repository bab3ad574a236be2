# What a cache keeps is what the function gives.
# outcome: silent
from functools import cache, lru_cache
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class Settings:
    name = "production"


@lru_cache
def get_settings():
    return Settings()


@lru_cache(maxsize=1)
def get_maybe() -> Settings | None:
    return None


@cache
def get_dict():
    return {"name": "production"}


@lru_cache
def get_names() -> list[str]:
    return ["production"]


@app.get("/")
def read(
    settings: Annotated[Settings, Depends(get_settings)],
    maybe: Annotated[Settings, Depends(get_maybe)],  # E[fastapi-depends]
    made: Annotated[Settings, Depends(get_dict)],  # E[fastapi-depends]
    name: Annotated[str, Depends(get_names)],  # E[fastapi-depends]
    names: list[str] = Depends(get_names),
    optional: Settings | None = Depends(get_maybe),
) -> list[str]:
    return [type(value).__name__ for value in (settings, maybe, made, name, names, optional)]


def demonstrate(client: TestClient) -> None:
    kinds = ["Settings", "NoneType", "dict", "list", "list", "NoneType"]
    assert client.get("/").json() == kinds
