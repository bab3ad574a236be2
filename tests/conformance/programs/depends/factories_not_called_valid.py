# Functions that make others, called, or given where what they make is wanted.
from collections.abc import Callable
from typing import Annotated, Any, Protocol

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class User(BaseModel):
    name: str


class Greets(Protocol):
    def __call__(self, name: str) -> str: ...


def greeting(polite: bool = True):
    def greet(name: str) -> str:
        return f"Good morning, {name}" if polite else f"Hi, {name}"

    return greet


def require_role(role: str):
    def check(name: str = "admin"):
        return User(name=name)

    return check


def counted(limit: int = 3):
    def count() -> int:
        return limit

    count = count() if limit else 0
    return count


@app.get("/called")
def called(user: User = Depends(require_role("admin"))) -> str:
    return user.name


@app.get("/callable")
def as_callable(greet: Annotated[Callable[[str], str], Depends(greeting)]) -> str:
    return greet("Ada")


@app.get("/protocol")
def as_protocol(greet: Annotated[Greets, Depends(greeting)]) -> str:
    return greet("Ada")


@app.get("/any")
def as_any(greet: Any = Depends(greeting)) -> str:
    return str(greet("Ada"))


@app.get("/object")
def as_object(greet: object = Depends(greeting)) -> str:
    return str(callable(greet))


@app.get("/bare")
def bare(greet: Annotated[Callable, Depends(greeting)]) -> str:
    return str(greet("Ada"))


@app.get("/count")
def count_them(count: int = Depends(counted)) -> str:
    return str(count)


def demonstrate(client: TestClient) -> None:
    answers = [client.get(f"/{path}").json() for path in ("called", "protocol", "bare", "count")]
    assert answers == ["admin", "Good morning, Ada", "Good morning, Ada", "3"]
