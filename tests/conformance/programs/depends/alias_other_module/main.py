# Aliases and dependencies of other modules, re-exported and under other names. A wrong alias is
# reported in its own module only.
# outcome: silent
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

import depends.alias_other_module.deps
from depends.alias_other_module import deps
from depends.alias_other_module import deps as d
from depends.alias_other_module.deps import get_id as identify

from . import api
from .api import MaybeUser, Me, WrongUser
from .models import Item, User

app = FastAPI()
Reused = Annotated[Item, Depends(api.get_user)]  # E[fastapi-depends]


@app.get("/")
def read(
    a: Me,
    b: WrongUser,
    c: api.WrongUser,
    e: MaybeUser,
    f: Annotated[Item, Depends(deps.get_user)],  # E[fastapi-depends]
    g: Annotated[User, Depends(d.get_id)],  # E[fastapi-depends]
    h: Annotated[User, Depends(depends.alias_other_module.deps.get_id)],  # E[fastapi-depends]
    i: Annotated[User, Depends(api.get_user)],
    j: deps.CurrentUser,
    k: "d.UserId",
    l: str = Depends(identify),  # E[fastapi-depends]
    m: int = Depends(identify),
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, e, f, g, h, i, j, k, l, m)]


@app.get("/reused")
def reused(item: Reused) -> str:
    return type(item).__name__


def demonstrate(client: TestClient) -> None:
    names = ["User", "int", "int", "NoneType", "User", "int", "int", "User", "User"]
    assert client.get("/").json() == [*names, "int", "int", "int"]
    assert client.get("/reused").json() == "User"
