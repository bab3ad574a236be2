from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Depends, Header, HTTPException, Response
from pydantic import BaseModel


class User(BaseModel):
    role: str = "guest"


def current_user(x_role: Annotated[str, Header()] = "guest") -> User:
    return User(role=x_role)


CurrentUser = Annotated[User, Depends(current_user)]


def is_admin(user: CurrentUser) -> bool:
    return user.role == "admin"


def admin_only(user: CurrentUser) -> User:
    if not is_admin(user):
        raise HTTPException(403)
    return user


class Can:
    def __init__(self, what: str = "read") -> None:
        self.what = what

    def __call__(self, user: CurrentUser) -> None:
        if user.role != self.what:
            raise HTTPException(403)


def trace(response: Response) -> None:
    response.headers["x-trace"] = "1"


LISTED = [Depends(admin_only)]
MISTAKEN = [Depends(Can)]
MORE = LISTED + [Depends(is_admin)]
