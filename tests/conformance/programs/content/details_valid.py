# Texts, plain data, encoded models, and exceptions that make their own detail.
from typing import Any

from fastapi import FastAPI, HTTPException
from fastapi.encoders import jsonable_encoder
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Problem(BaseModel):
    text: str = "no"


class Wrong(HTTPException):
    def __init__(self, detail: Problem) -> None:
        super().__init__(400, detail.text)


class Plain(Exception):
    def __init__(self, status: int, detail: Problem) -> None:
        self.detail = detail


@app.get("/text")
def text(name: str = "a") -> None:
    raise HTTPException(400, f"no {name}")


@app.get("/data")
def data() -> None:
    raise HTTPException(400, detail={"names": ["a"], "problem": Problem().model_dump()})


@app.get("/encoded")
def encoded() -> None:
    raise HTTPException(400, detail=jsonable_encoder(Problem()))


@app.get("/error")
def error() -> None:
    try:
        raise Plain(1, Problem())
    except Plain as problem:
        raise HTTPException(400, detail=str(problem)) from problem


@app.get("/own")
def own(anything: Any = None) -> None:
    if anything:
        raise HTTPException(400, anything)
    raise Wrong(Problem())


def demonstrate(client: TestClient) -> None:
    for path in ("/text", "/data", "/encoded", "/error", "/own"):
        assert client.get(path).status_code == 400, path
