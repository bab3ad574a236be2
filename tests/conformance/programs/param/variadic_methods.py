# Methods of classes that take any number of arguments.
# outcome: 422
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class Repository:
    @staticmethod
    def of(**options: str) -> str:  # E[fastapi-param]
        return "x"

    @classmethod
    def all(cls, *names: str) -> str:  # E[fastapi-param]
        return "x"

    @staticmethod
    def one(name: str = "a") -> str:
        return name

    @classmethod
    def made(cls, name: str = "a") -> str:
        return name


@app.get("/static")
def static(found: str = Depends(Repository.of)) -> str:
    return found


@app.get("/class")
def of_class(found: str = Depends(Repository.all)) -> str:
    return found


@app.get("/valid")
def valid(one: str = Depends(Repository.one), made: str = Depends(Repository.made)) -> str:
    return one + made


def demonstrate(client: TestClient) -> Any:
    assert client.get("/valid").json() == "aa"
    assert client.get("/class").status_code == 422
    return client.get("/static")
