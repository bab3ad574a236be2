# Annotations that are strings, over several modules.
# fastapi: 0.124
from __future__ import annotations

from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

from . import deps, models
from .deps import CurrentUser, Service, get_name

app = FastAPI()


@app.get("/")
def read(
    a: CurrentUser,
    b: deps.CurrentUser,
    c: Annotated[Service, Depends()],
    d: Annotated[str, Depends(get_name)],
    e: Annotated[models.User, Depends(models.User.current)],
    f: Annotated["models.User", Depends(deps.get_user)],
    g: str = Depends(get_name),
    h: deps.Service = Depends(),
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f, g, h)]


def demonstrate(client: TestClient) -> None:
    names = ["User", "User", "Service", "str", "User", "User", "str", "Service"]
    assert client.get("/").json() == names
