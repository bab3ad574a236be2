from typing import Annotated

from fastapi import Depends, Header, HTTPException
from pydantic import BaseModel


class User(BaseModel):
    name: str = "x"


def get_user(x_user: Annotated[str, Header()] = "guest") -> User:
    return User(name=x_user)


async def get_name(x_user: Annotated[str, Header()] = "guest") -> str:
    return x_user


class Service:
    def __init__(self, x_user: Annotated[str, Header()] = "guest") -> None:
        self.user = x_user

    def name(self) -> str:
        return "service"


service = Service()
CurrentUser = Annotated[User, Depends(get_user)]
