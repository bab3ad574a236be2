# Every field of a settings class is a query parameter, and what is given there wins.
# outcome: silent
# fastapi: 0.148
import os
from typing import Annotated, ClassVar

from fastapi import APIRouter, Depends, FastAPI, WebSocket
from fastapi.testclient import TestClient
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

os.environ["SHOP_KEY"] = "the one of the environment"


class Base(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="")
    kind: ClassVar[str] = "settings"


class Settings(Base):
    app_name: str = "shop"
    shop_key: str = "not set"


class MailSettings(Settings):
    host: str = Field("localhost", validation_alias="MAIL_HOST")


SettingsDep = Annotated[Settings, Depends()]  # E[fastapi-settings]
app = FastAPI()
router = APIRouter(dependencies=[Depends(Settings)])  # E[fastapi-settings]


@app.get("/default")
def read_default(settings: Settings = Depends(Settings)) -> str:  # E[fastapi-settings]
    return settings.shop_key


@app.get("/annotated")
def read_annotated(settings: Annotated[Settings, Depends(Settings)]) -> str:  # E[fastapi-settings]
    return settings.shop_key


@router.get("/empty")
def read_empty(settings: Settings = Depends()) -> str:  # E[fastapi-settings]
    return settings.shop_key


@router.get("/alias")
def read_alias(settings: SettingsDep) -> str:
    return settings.shop_key


def get_host(settings: Annotated[MailSettings, Depends()]) -> str:  # E[fastapi-settings]
    return settings.host


@app.get("/host")
def read_host(host: Annotated[str, Depends(get_host)]) -> str:
    return host


@app.websocket("/ws")
async def talk(
    websocket: WebSocket,
    settings: Settings = Depends(Settings),  # E[fastapi-settings]
) -> None:
    await websocket.accept()
    await websocket.send_text(settings.shop_key)
    await websocket.close()


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for path in ("/default", "/annotated", "/empty", "/alias"):
        assert client.get(f"{path}?shop_key=mine").json() == "mine"
    assert client.get("/host?MAIL_HOST=mine").json() == "mine"
    with client.websocket_connect("/ws?shop_key=mine") as websocket:
        assert websocket.receive_text() == "mine"
