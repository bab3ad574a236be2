# Settings of the pydantic 1 that pydantic 2 brings along.
# outcome: silent
import pydantic.v1 as old
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic.v1 import BaseModel, BaseSettings

app = FastAPI()


class Settings(BaseSettings):
    admin_key: str = "secret"


class Production(Settings):
    debug: bool = False


class ByModule(old.BaseSettings):
    admin_key: str = "secret"


class Filter(BaseModel):
    admin_key: str = "none"


def get_settings() -> Settings:
    return Settings()


@app.get("/0")
def of_class(settings: Settings = Depends()) -> str:  # E[fastapi-settings]
    return settings.admin_key


@app.get("/1")
def derived(settings: Production = Depends(Production)) -> str:  # E[fastapi-settings]
    return settings.admin_key


@app.get("/2")
def by_module(settings: ByModule = Depends()) -> str:  # E[fastapi-settings]
    return settings.admin_key


@app.get("/v0")
def returned(settings: Settings = Depends(get_settings)) -> str:
    return settings.admin_key


@app.get("/v1")
def no_settings(filter: Filter = Depends()) -> str:
    return filter.admin_key


def demonstrate(client: TestClient) -> None:
    for number in range(3):
        assert client.get(f"/{number}?admin_key=mine").json() == "mine", number
    assert client.get("/v0?admin_key=mine").json() == "secret"
    assert client.get("/v1?admin_key=mine").json() == "mine"
