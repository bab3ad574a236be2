# What a decorator puts in front of a dependency hides its parameters; a lambda may take any number as well.
# outcome: 422
import functools
from collections.abc import Callable
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


def logged(function: Callable[..., Any]) -> Callable[..., Any]:
    def wrapper(*args: Any, **kwargs: Any) -> Any:  # E[fastapi-param]
        return function(*args, **kwargs)

    return wrapper


def timed(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def timing(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    return timing


@logged
def get_user(name: str = "Ada") -> str:
    return name


@timed
def get_book(title: str = "Emma") -> str:
    return title


@app.get("/user")
def read_user(user: str = Depends(get_user)) -> str:
    return user


@app.get("/lambda")
def read_lambda(limit: int = Depends(lambda *args: len(args))) -> int:  # E[fastapi-param]
    return limit


@app.get("/book")
def read_book(book: str = Depends(get_book), limit: int = Depends(lambda: 3)) -> str:
    return book


def demonstrate(client: TestClient) -> None:
    assert client.get("/user").status_code == 422
    assert client.get("/lambda").status_code == 422
    assert client.get("/book").json() == "Emma"
