# A class of another module, under another name.
# outcome: silent
# fastapi: 0.148
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

from settings.other_module import config
from settings.other_module.config import Settings as Configuration

app = FastAPI()


@app.get("/")
def read(settings: Configuration = Depends(Configuration)) -> str:  # E[fastapi-settings]
    return settings.database_url


@app.get("/module")
def read_module(settings: config.Settings = Depends()) -> str:  # E[fastapi-settings]
    return settings.database_url


@app.get("/right")
def read_right(settings: Configuration = Depends(config.get_settings)) -> str:
    return settings.database_url


def demonstrate(client: TestClient) -> None:
    assert client.get("/?database_url=mine").json() == "mine"
    assert client.get("/module?database_url=mine").json() == "mine"
    assert client.get("/right?database_url=mine").json() == "sqlite://"
