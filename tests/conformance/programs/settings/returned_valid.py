# A function that returns the settings has no parameters that a client could give.
# fastapi: 0.148
from functools import lru_cache
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel
from pydantic_settings import BaseSettings

app = FastAPI()


class Settings(BaseSettings):
    admin_key: str = "secret"

    @classmethod
    def load(cls) -> "Settings":
        return cls()


class Loaded(BaseSettings):
    admin_key: str = "secret"

    def __init__(self) -> None:
        super().__init__()


class FromEnvironment(BaseSettings):
    admin_key: str = "secret"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: Any,
        init_settings: Any,
        env_settings: Any,
        dotenv_settings: Any,
        file_secret_settings: Any,
    ) -> Any:
        return (env_settings, dotenv_settings)


class Empty(BaseSettings):
    pass


class Filter(BaseModel):
    admin_key: str = "what the client looks for"


@lru_cache
def get_settings() -> Settings:
    return Settings()


SettingsDep = Annotated[Settings, Depends(get_settings)]


@app.get("/")
def read(
    settings: SettingsDep,
    query: Annotated[Filter, Depends()],
    again: Settings = Depends(Settings.load),
    made: Settings = Depends(lambda: Settings()),
    loaded: Loaded = Depends(),
    empty: Empty = Depends(lambda: Empty()),
) -> list[str]:
    return [each.admin_key for each in (settings, again, made, loaded)]


@app.get("/environment")
def read_environment(settings: FromEnvironment = Depends()) -> str:
    return settings.admin_key


def demonstrate(client: TestClient) -> None:
    assert client.get("/?admin_key=mine").json() == ["secret"] * 4
    assert client.get("/environment?admin_key=mine").json() == "secret"
