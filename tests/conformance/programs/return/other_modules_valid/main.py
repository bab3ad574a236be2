# Names of another module that only look like an exception or a status.
from fastapi import FastAPI
from fastapi.testclient import TestClient

from . import limits
from .limits import MAXIMUM, PAGE, HTTPException

app = FastAPI()


@app.get("/page")
def page():
    return ["a"], PAGE


@app.get("/maximum")
def maximum():
    return ["a"], limits.MAXIMUM


@app.get("/called")
def called():
    return ["a"], limits.page()


@app.get("/computed")
def computed():
    return ["a"], MAXIMUM - 96


@app.get("/exception")
def exception() -> dict[str, str]:
    return {"name": HTTPException.__name__}


@app.get("/found")
def found(name: str = ""):
    return limits.found(name)


def demonstrate(client: TestClient) -> None:
    assert client.get("/page").json() == [["a"], 200]
    assert client.get("/maximum").json() == [["a"], 500]
    assert client.get("/called").json() == [["a"], 200]
    assert client.get("/computed").json() == [["a"], 404]
    assert client.get("/exception").json() == {"name": "HTTPException"}
    assert client.get("/found").json() is None
    assert client.get("/found?name=a").json() == 200
