# Settings by every way to their class.
# outcome: silent
# fastapi: 0.148
from functools import lru_cache
from typing import Annotated, Generic, TypeVar

import pydantic_settings
from fastapi import APIRouter, Depends, FastAPI, Security, WebSocket
from fastapi.testclient import TestClient
from pydantic_settings import BaseSettings, SettingsConfigDict

T = TypeVar("T")


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="APP_")
    admin_key: str = "secret"


class Production(Settings):
    debug: bool = False


class Base(pydantic_settings.BaseSettings):
    admin_key: str = "secret"


class Cached(Base):
    @classmethod
    @lru_cache
    def get(cls) -> "Cached":
        return cls()


S = Settings
SettingsDep = Annotated[Settings, Depends()]  # E[fastapi-settings]
SettingsDep2 = Annotated[Settings, Depends(Settings)]  # E[fastapi-settings]
type_ = Production
settings = Settings()
app = FastAPI()


@lru_cache
def get_settings() -> Settings:
    return Settings()


@app.get("/0")
def r0(s: Annotated[Settings, Depends(S)]) -> str:  # E[fastapi-settings]
    return s.admin_key


@app.get("/1")
def r1(s: Settings = Depends()) -> str:  # E[fastapi-settings]
    return s.admin_key


@app.get("/2")
def r2(s: SettingsDep) -> str:
    return s.admin_key


@app.get("/3")
def r3(s: SettingsDep2) -> str:
    return s.admin_key


@app.get("/4")
def r4(s: Annotated[Production, Depends(type_)]) -> str:  # E[fastapi-settings]
    return s.admin_key


@app.get("/5")
def r5(s: Annotated[Cached, Security(Cached)]) -> str:  # E[fastapi-settings]
    return s.admin_key


def sub(s: Annotated[Settings, Depends(Production)]) -> str:  # E[fastapi-settings]
    return s.admin_key


@app.get("/6")
def r6(key: Annotated[str, Depends(sub)]) -> str:
    return key


class Service:
    def __init__(self, s: Annotated[Settings, Depends(Settings)]) -> None:  # E[fastapi-settings]
        self.key = s.admin_key


@app.get("/7")
def r7(service: Annotated[Service, Depends()]) -> str:
    return service.key


@app.get("/v0")
def v0(s: Annotated[Settings, Depends(get_settings)]) -> str:
    return s.admin_key


@app.get("/v1")
def v1(s: Annotated[Settings, Depends(lambda: settings)]) -> str:
    return s.admin_key


@app.get("/v2")
def v2(s: Annotated[Cached, Depends(Cached.get)]) -> str:
    return s.admin_key


@app.get("/v3")
def v3(s: Annotated[Settings, Depends(lambda: Settings())]) -> str:
    return s.admin_key


def demonstrate(client: TestClient) -> None:
    for n in range(8):
        assert client.get(f"/{n}?admin_key=mine").json() == "mine", n
    for n in range(4):
        assert client.get(f"/v{n}?admin_key=mine").json() == "secret", n
