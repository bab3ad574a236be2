# Functions that give a function, and generator functions that are given and not called.
from collections.abc import Callable

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


def get_db():
    yield {"a": 1}


def make_get_name(name):
    def get_name():
        yield name

    return get_name


def called(function: Callable[..., object]) -> Callable[..., object]:
    made = function()
    return lambda: list(made) if hasattr(made, "__iter__") else made  # type: ignore[call-overload]


@called
def names():
    yield "a"


@app.get("/db")
def read(db=Depends(get_db)):
    return db


@app.get("/name")
def read_name(name=Depends(make_get_name("a"))):
    return name


@app.get("/names")
def read_names(names=Depends(names)):
    return names


def demonstrate(client: TestClient) -> None:
    assert client.get("/db").json() == {"a": 1}
    assert client.get("/name").json() == "a"
    assert client.get("/names").json() == ["a"]
