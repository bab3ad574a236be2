from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from . import models


def get_user() -> models.User:
    return models.User()


def get_name(user: Annotated[models.User, Depends(get_user)]) -> str:
    return type(user).__name__


class Service:
    def __init__(self, name: Annotated[str, Depends(get_name)], page: int = 1) -> None:
        self.name = name

    async def self_or_none(self) -> Service | None:
        return self


CurrentUser = Annotated["models.User", Depends(get_user)]
