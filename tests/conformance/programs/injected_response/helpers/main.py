# The other response, or the exception, comes from a function of another module that declares nothing.
# outcome: silent
from __future__ import annotations

from fastapi import FastAPI, Response
from fastapi.testclient import TestClient

from . import answers
from .answers import either, failure, nothing, redirect, refuse

app = FastAPI()


@app.get("/wrong/0")
def succeeds(response: Response):
    response.headers["x-set"] = "1"  # E[fastapi-injected-response]
    return answers.success({"a": 1})


@app.get("/wrong/1")
def fails(response: Response):
    response.headers["x-set"] = "1"  # E[fastapi-injected-response]
    return failure("a")


@app.get("/wrong/2")
async def redirects(response: Response):
    response.headers["x-set"] = "1"  # E[fastapi-injected-response]
    return await redirect("/")


@app.get("/wrong/3")
def raises(response: Response, is_known: bool = False) -> str:
    if not is_known:
        response.headers["x-set"] = "1"  # E[fastapi-injected-response]
        refuse()
    return "known"


@app.get("/right/0")
def gives_value(response: Response):
    response.headers["x-set"] = "1"
    return either({"a": 1})


@app.get("/right/1")
def gives_nothing(response: Response):
    response.headers["x-set"] = "1"
    return nothing({})


def demonstrate(client: TestClient) -> None:
    for number in range(4):
        answer = client.get(f"/wrong/{number}", follow_redirects=False)
        assert "x-set" not in answer.headers, number
    for number in range(2):
        assert client.get(f"/right/{number}").headers["x-set"] == "1", number
