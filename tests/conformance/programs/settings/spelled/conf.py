from functools import lru_cache
from typing import Annotated, Any

import pydantic_settings
from fastapi import Depends
from pydantic import BaseModel
from pydantic_settings import BaseSettings as Base
from pydantic_settings import SettingsConfigDict


class Settings(Base):
    admin_key: str = "secret"


class Derived(Settings):
    other: int = 1


class Mixed(BaseModel):
    shared: str = "x"


class Both(Mixed, pydantic_settings.BaseSettings):
    model_config = SettingsConfigDict(env_prefix="app_")
    admin_key: str = "secret"


class Empty(Base):
    model_config = SettingsConfigDict(env_prefix="x")


class OwnInit(Base):
    admin_key: str = "secret"

    def __init__(self) -> None:
        super().__init__()


class Frozen(Base):
    admin_key: str = "secret"

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: Any, init_settings: Any, env_settings: Any, **others: Any
    ) -> Any:
        return (env_settings,)


@lru_cache
def get_settings() -> Settings:
    return Settings()


SettingsDep = Annotated[Settings, Depends(Settings)]  # E[fastapi-settings]
Bare = Annotated[Derived, Depends()]  # E[fastapi-settings]
Good = Annotated[Settings, Depends(get_settings)]
