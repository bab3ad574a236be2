# Defaults where FastAPI takes them.
from typing import Annotated

from fastapi import Body, Depends, FastAPI, Header, Path, Query
from fastapi.testclient import TestClient
from pydantic import Field

app = FastAPI()
NOTHING = ...


def get_number(number: int = Query(3)) -> int:
    return number


@app.get("/default")
def default(text: str = Query("a"), page: Annotated[int, Query(ge=1)] = 1) -> str:
    return f"{text} {page}"


@app.get("/ellipsis/{name}")
def ellipsis(
    name: Annotated[str, Path(...)],
    text: Annotated[str, Query(...)],
    other: Annotated[str, Query(default=...)],
    constant: Annotated[str, Query(NOTHING)],
    agent: str = Header(...),
) -> str:
    return f"{name} {text} {other}"


@app.get("/factory")
def factory(numbers: Annotated[list[int], Query(default_factory=list)]) -> list[int]:
    return numbers


@app.get("/several")
def several(number: Annotated[int, Query(gt=2), Query(lt=10)]) -> int:
    return number


@app.get("/dependency")
def dependency(number: Annotated[int, Query(3), Depends(get_number)]) -> int:
    return number


@app.get("/field")
def field(number: Annotated[int, Field(ge=1), Query()] = 4) -> int:
    return number


@app.get("/ignored")
def ignored(number: Annotated[int, Depends(get_number)] = Query(5)) -> int:
    return number


@app.post("/examples")
def examples(text: Annotated[str, Body(examples=["a"])]) -> str:
    return text


@app.get("/path/{name}")
def ignored_by_path(name: str = "a") -> str:
    return name


def demonstrate(client: TestClient) -> None:
    assert client.get("/default").json() == "a 1"
    query = "text=a&other=b&constant=c"
    assert client.get(f"/ellipsis/x?{query}", headers={"agent": "b"}).json() == "x a b"
    assert client.get("/factory?numbers=3").json() == [3]
    assert client.get("/several?number=3").json() == 3
    assert client.get("/dependency").json() == 3
    assert client.get("/field").json() == 4
    assert client.get("/ignored").json() == 3
    assert client.post("/examples", json="a").json() == "a"
    assert client.get("/path/b").json() == "b"
