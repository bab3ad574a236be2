# `tuple[()]` is a type without any part.
# outcome: silent
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


def nothing() -> tuple[()]:
    return ()


def maybe_nothing() -> tuple[()] | None:
    return None


@app.get("/wrong")
def wrong(count: Annotated[int, Depends(nothing)]) -> str:  # E[fastapi-depends]
    return repr(count)


@app.get("/none")
def none(parts: Annotated[tuple[()], Depends(maybe_nothing)]) -> str:  # E[fastapi-depends]
    return repr(parts)


@app.get("/right")
def right(
    parts: Annotated[tuple[()], Depends(nothing)],
    wider: Annotated[tuple[int, ...], Depends(nothing)],
) -> str:
    return repr(parts + wider)


def demonstrate(client: TestClient) -> None:
    assert client.get("/wrong").json() == "()"
    assert client.get("/none").json() == "None"
    assert client.get("/right").json() == "()"
