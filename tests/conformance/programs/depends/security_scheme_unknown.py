# Whether a scheme provides None is not known where `auto_error` is not.
import os
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer
from fastapi.testclient import TestClient

app = FastAPI()
STRICT = bool(os.environ.get("STRICT", "1"))
by_variable = OAuth2PasswordBearer("token", auto_error=STRICT)


class Scheme(OAuth2PasswordBearer):
    def __init__(self, strict: bool) -> None:
        super().__init__("token", auto_error=strict)


def scheme(strict: bool) -> OAuth2PasswordBearer:
    return OAuth2PasswordBearer("token", auto_error=strict)


def routes(given: OAuth2PasswordBearer) -> None:
    @app.get("/given")
    def read_given(token: Annotated[str, Depends(given)]) -> str:
        return token


routes(OAuth2PasswordBearer("token"))


@app.get("/")
def read(
    a: Annotated[str, Depends(by_variable)],
    b: Annotated[str, Depends(Scheme(True))],
    c: Annotated[str, Depends(scheme(True))],
) -> list[str]:
    return [a, b, c]


def demonstrate(client: TestClient) -> None:
    headers = {"authorization": "Bearer x"}
    assert client.get("/", headers=headers).json() == ["x"] * 3
    assert client.get("/given", headers=headers).json() == "x"
