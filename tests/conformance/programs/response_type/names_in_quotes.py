# FastAPI puts off what stands in quotes in a response_model: the application can be imported.
from typing import List

from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class Plain:
    pass


@app.get("/name", response_model="Plain")
def name() -> Plain:
    return Plain()


@app.get("/list", response_model=List["Plain"])
def listed() -> list[Plain]:
    return []


@app.get("/responses", responses={404: {"model": "Plain"}})
def responses() -> str:
    return "a"


def demonstrate(client: TestClient) -> None:
    assert client.get("/responses").json() == "a"
