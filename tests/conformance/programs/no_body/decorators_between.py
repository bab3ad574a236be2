# What a decorator between the verb and the function makes of the returned value is not known.
import functools
from collections.abc import Callable
from typing import Any

from fastapi import FastAPI, Response
from fastapi.testclient import TestClient

app = FastAPI()


def count_in_header(function: Callable[[], int]) -> Callable[[], Response]:
    def wrapper() -> Response:
        return Response(status_code=204, headers={"x-count": str(function())})

    return wrapper


def swallow(function: Callable[..., Any]) -> Any:
    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> None:
        function(*args, **kwargs)

    return wrapper


@app.delete("/items", status_code=204)
@count_in_header
def delete_items() -> int:
    return 3


@app.delete("/names", status_code=204)
@swallow
def delete_names():
    return 3


def demonstrate(client: TestClient) -> None:
    response = client.delete("/items")
    assert (response.status_code, response.headers["x-count"]) == (204, "3")
    assert client.delete("/names").status_code == 204
