# Python 3.12 and 3.13 syntax, valid.
# python: 3.12
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Annotated, Any, override

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Response
from pydantic import BaseModel


class Repo[T]:
    def __init__(self) -> None:
        self.items: list[T] = []

    def all(self) -> list[T]:
        return self.items


class User(BaseModel):
    name: str = "x"


class Base:
    def __call__(self, x_role: Annotated[str, Header()] = "") -> None:
        raise HTTPException(403)


class Admin(Base):
    @override
    def __call__(self, x_role: Annotated[str, Header()] = "") -> None:
        if x_role != "admin":
            super().__call__(x_role)


def provide[T](cls: type[T]) -> Callable[[], T]:
    def inner() -> T:
        return cls()

    return inner


type UserDep = Annotated[User, Depends(provide(User))]
type Dep[T] = Annotated[T, Depends()]
app = FastAPI(dependencies=[Depends(Admin())])


@app.get("/0")
def r0(user: UserDep, repo: Annotated[Repo[User], Depends(Repo[User])]) -> list[User]:
    return [user, *repo.all()]


@app.get("/1")
def r1(response: Response, user: UserDep) -> dict[str, str]:
    response.headers["x-a"] = f"{user.name!r:>{10}}"
    match user:
        case User(name=name) if name:
            return {"name": name}
        case _:
            raise HTTPException(404)
