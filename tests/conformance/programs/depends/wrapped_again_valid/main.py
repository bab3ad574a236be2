# A name that is bound to what something makes of a function is no longer that of the function.
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

from . import pkg
from .pkg import get_user
from .pkg.cached import cached

app = FastAPI()


def get_name() -> int:
    return 4


def untold():
    return 5


get_name = cached(get_name)
untold = cached(untold)


@app.get("/")
def read(
    user: str = Depends(get_user),
    other: str = Depends(pkg.get_user),
    name: str = Depends(get_name),
    told: str = Depends(untold),
) -> list[str]:
    return [user, other, name, told]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["user 3", "user 3", "user 4", "user 5"]
