# Nothing is narrowed where what is provided fits.
# enable: fastapi-depends-downcast
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer
from fastapi.testclient import TestClient

app = FastAPI()
oauth2 = OAuth2PasswordBearer("token", auto_error=False)


class User:
    pass


class Admin(User):
    pass


def get_admin() -> Admin:
    return Admin()


def get_mapping() -> dict[str, int]:
    return {}


def anything() -> Any:
    return 3


@app.get("/")
def read(
    a: Annotated[User, Depends(get_admin)],
    b: Annotated[Admin | None, Depends(get_admin)],
    c: Annotated[Mapping[str, float], Depends(get_mapping)],
    d: Annotated[str, Depends(anything)],
    e: Annotated[str | None, Depends(oauth2)],
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["Admin", "Admin", "dict", "int", "NoneType"]
