# What fits is not reported, however it is written.
from typing import Annotated

import fastapi
from fastapi import Depends, FastAPI, Security
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class User(BaseModel):
    name: str


class Admin(User):
    level: int = 1


def get_user() -> User:
    return User(name="Ada")


def get_admin() -> Admin:
    return Admin(name="Ada")


@app.get("/")
async def read(
    by_annotated: Annotated[User, Depends(get_user)],
    by_keyword: Annotated[User, Depends(dependency=get_user, use_cache=False)],
    by_security: Annotated[User, Security(get_user, scopes=["read"])],
    subclass: Annotated[User, Depends(get_admin)],
    optional: Annotated[User | None, Depends(get_user)],
    anything: Annotated[object, Depends(get_user)],
    by_module: Annotated[User, fastapi.Depends(get_user)],
    with_metadata: Annotated[User, "the user", Depends(get_user), {"more": 1}],
    in_function_scope: Annotated[User, Depends(get_user, scope="function")],
    by_default: User = Depends(get_user),
    by_security_default: Admin = Security(get_admin),
) -> list[str]:
    users = [by_annotated, by_keyword, by_security, subclass, by_module, by_default]
    return [user.name for user in users]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["Ada"] * 6
