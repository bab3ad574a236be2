# A generator that is returned is a list to FastAPI, and no response.
# outcome: silent
from collections.abc import AsyncGenerator, Generator, Iterator
from typing import Any

from fastapi import FastAPI, Response
from fastapi.testclient import TestClient

app = FastAPI()


def numbers() -> Generator[int, None, None]:
    yield 1


async def later() -> AsyncGenerator[int, None]:
    yield 1


def open_iterator() -> Iterator[int]:
    yield 1


def anything() -> Any:
    return None


@app.delete("/generator", status_code=204)
def delete_generator():
    return numbers()  # E[fastapi-no-body]


@app.delete("/later", status_code=204)
def delete_later() -> None:
    return later()  # E[fastapi-no-body]


@app.delete("/done", status_code=204)
def delete_done():
    list(numbers())
    return


@app.delete("/answered", status_code=204)
def delete_answered():
    next(open_iterator())
    return Response(status_code=204)


@app.delete("/anything", status_code=204)
def delete_anything():
    return anything()


@app.get("/numbers")
def read_numbers():
    return numbers()


def demonstrate(client: TestClient) -> None:
    assert client.delete("/generator").content == b""
    for right in ("done", "answered", "anything"):
        assert client.delete(f"/{right}").status_code == 204, right
    assert client.get("/numbers").json() == [1]
