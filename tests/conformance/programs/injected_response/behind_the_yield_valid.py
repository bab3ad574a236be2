# What is set before a yield, or by a manager that the handler enters itself.
from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import Depends, FastAPI, Response
from fastapi.testclient import TestClient

app = FastAPI()


def either(response: Response, late: bool = False) -> Iterator[None]:
    if late:
        yield
    else:
        response.headers["x-either"] = "1"
        yield


def counted(response: Response) -> Iterator[None]:
    for number in range(2):
        if number:
            yield
        response.headers["x-count"] = str(number)


@contextmanager
def timed(response: Response) -> Iterator[None]:
    yield
    response.headers["x-time"] = "1"


def marked(response: Response) -> Iterator[None]:
    yield
    response.headers["x-mark"] = "1"


@app.get("/books", dependencies=[Depends(either), Depends(counted)])
def list_books(response: Response) -> list[str]:
    with timed(response), contextmanager(marked)(response):
        return []


def demonstrate(client: TestClient) -> None:
    headers = client.get("/books").headers
    found = sorted(name for name in headers if name.startswith("x-"))
    assert found == ["x-count", "x-either", "x-mark", "x-time"]
