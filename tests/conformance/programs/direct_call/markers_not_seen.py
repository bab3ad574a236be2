# Functions that do nothing with the argument, or that are prepared for a marker.
from typing import Any

from fastapi import Depends, FastAPI, params
from fastapi.testclient import TestClient

app = FastAPI()


def get_number() -> int:
    return 1


def require_admin() -> None: ...


@app.get("/guarded")
def guarded(_: None = Depends(require_admin), user: int = Depends(get_number)) -> str:
    return "guarded"


@app.get("/prepared")
def prepared(number: int = Depends(get_number)) -> int:
    if isinstance(number, params.Depends):
        number = get_number()
    return number


@app.get("/attribute")
def by_attribute(number: Any = Depends(get_number)) -> int:
    return number.dependency() if hasattr(number, "dependency") else number


class Base:
    def read(self, number: int = Depends(get_number)) -> int: ...

    def twice(self) -> int:
        return self.read() * 2


class Derived(Base):
    def read(self, number: int = 3) -> int:
        return number


def placeholder(number: int = Depends(get_number)) -> int:
    raise NotImplementedError


def demonstrate(client: TestClient) -> None:
    assert guarded() == client.get("/guarded").json()
    assert prepared() == client.get("/prepared").json()
    assert by_attribute() == client.get("/attribute").json()
    assert Derived().twice() == 6
    try:
        placeholder()
    except NotImplementedError:
        pass
