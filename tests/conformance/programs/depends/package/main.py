# Names through `__init__` modules, star imports and imports in functions.
# outcome: silent
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

import depends.package
from depends import package

from . import CurrentId, User, get_user
from .sub import users

app = FastAPI()


@app.get("/")
def read(
    a: Annotated[User, Depends(get_user)],
    b: Annotated[int, Depends(get_user)],  # E[fastapi-depends]
    c: CurrentId,
    d: package.CurrentId,
    e: Annotated[users.User, Depends(package.get_user)],
    f: Annotated[str, Depends(depends.package.sub.get_id)],  # E[fastapi-depends]
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f)]


def add_routes(to: FastAPI) -> None:
    from .sub import get_id as identify
    from .sub import users as local

    @to.get("/local")
    def read_local(
        a: Annotated[int, Depends(identify)],
        b: Annotated[str, Depends(identify)],  # E[fastapi-depends]
        c: Annotated[User, Depends(local.get_user)],
        d: Annotated[str, Depends(local.get_user)],  # E[fastapi-depends]
    ) -> list[str]:
        return [type(value).__name__ for value in (a, b, c, d)]


add_routes(app)


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["User", "User", "int", "int", "User", "int"]
    assert client.get("/local").json() == ["int", "int", "User", "User"]
