from typing import Annotated

from fastapi import Depends, Header
from pydantic import BaseModel


class User(BaseModel):
    name: str


def get_user() -> User:
    return User(name="Ada")


CurrentUser = Annotated[User, Depends(get_user)]
ClaimedUser = Annotated[User, get_user]
Token = Annotated[str, Header]  # E[fastapi-annotated]
