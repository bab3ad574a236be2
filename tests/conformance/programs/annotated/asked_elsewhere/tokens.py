from typing import Annotated

from fastapi import Header
from pydantic import BaseModel, Field


class User(BaseModel):
    name: str


def load_user() -> User:
    return User(name="Ada")


def get_token(x_token: Annotated[str, Header]) -> str:  # E[fastapi-annotated]
    return x_token


def get_user(user: Annotated[User, load_user]) -> User:  # E[fastapi-annotated]
    return user


def get_page(page: Annotated[int, Field(ge=1)] = 1, sort: Annotated[str, "a column"] = "") -> str:
    return f"{sort}{page}"


def called_by_hand(token: Annotated[str, Header]) -> str:
    return token
