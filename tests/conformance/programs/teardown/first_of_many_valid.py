# The first of what a generator runs through, or reads out, is a value of its own: nothing closes it.
from collections.abc import Iterator
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class Session:
    def __init__(self) -> None:
        self.is_open = True

    def close(self) -> None:
        self.is_open = False


def numbers() -> Iterator[int]:
    number = 1
    while True:
        yield number
        number += 1


def parts(items: list[int]) -> Iterator[int]:
    offset = 0
    for item in items:
        yield item + offset
        offset = item


def first_line() -> Iterator[str]:
    with Path(__file__).open() as file:
        yield file.readline()


def lines() -> Iterator[str]:
    with Path(__file__).open() as file:
        for line in file:
            yield line


def closed_at_the_end() -> Iterator[Session]:
    session = Session()
    yield session
    session.close()


@app.get("/")
def read() -> list[int | str | bool]:
    session = next(closed_at_the_end())
    return [
        next(numbers()),
        next(parts([1, 2])),
        next(first_line())[:1],
        next(lines())[:1],
        session.is_open,
    ]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == [1, 1, "#", "#", True]
