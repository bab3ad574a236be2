# Calls in functions, methods, lambdas, comprehensions, defaults, decorators and other handlers.
# outcome: silent
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

from fastapi import Depends, FastAPI, Query
from fastapi.testclient import TestClient

app = FastAPI()


def get_limit(limit: int = Query(10)) -> str:
    return type(limit).__name__


def generated(limit: str = Depends(get_limit)) -> Iterator[str]:
    yield type(limit).__name__


async def generated_async(limit: str = Depends(get_limit)) -> AsyncIterator[str]:
    yield type(limit).__name__


@contextmanager
def managed(limit: str = Depends(get_limit)) -> Iterator[str]:
    yield type(limit).__name__


@asynccontextmanager
async def managed_async(limit: str = Depends(get_limit)) -> AsyncIterator[str]:
    yield type(limit).__name__


same = get_limit
from_top = get_limit()  # E[fastapi-direct-call]


def decorate(text: str) -> Callable[[Callable[[], str]], Callable[[], str]]:
    return lambda function: lambda: text


@decorate(get_limit())  # E[fastapi-direct-call]
def decorated() -> str:
    return ""


class Reader:
    default = get_limit()  # E[fastapi-direct-call]

    def read(self, limit: str = Depends(get_limit)) -> str:
        return type(limit).__name__

    @classmethod
    def of_class(cls, limit: str = Depends(get_limit)) -> str:
        return type(limit).__name__

    @staticmethod
    def static(limit: str = Depends(get_limit)) -> str:
        return type(limit).__name__

    def all_of_them(self) -> list[str]:
        return [
            self.read(),  # E[fastapi-direct-call]
            self.of_class(),  # E[fastapi-direct-call]
            Reader.static(),  # E[fastapi-direct-call]
            Reader.of_class(),  # E[fastapi-direct-call]
            Reader.read(self),  # E[fastapi-direct-call]
            Reader().read(),  # E[fastapi-direct-call]
            reader.read(),  # E[fastapi-direct-call]
        ]


reader = Reader()


@app.get("/")
async def read() -> list[str]:
    def inner(limit: str = Depends(get_limit)) -> str:
        return type(limit).__name__

    found = [
        inner(),  # E[fastapi-direct-call]
        same(),  # E[fastapi-direct-call]
        (lambda: get_limit())(),  # E[fastapi-direct-call]
        *[get_limit() for _ in "a"],  # E[fastapi-direct-call]
        next(generated()),  # E[fastapi-direct-call]
        from_top,
        decorated(),
        Reader.default,
        *Reader().all_of_them(),
    ]
    with managed() as value:  # E[fastapi-direct-call]
        found.append(value)
    async with managed_async() as value:  # E[fastapi-direct-call]
        found.append(value)
    async for value in generated_async():  # E[fastapi-direct-call]
        found.append(value)
    return found


def demonstrate(client: TestClient) -> None:
    assert set(client.get("/").json()) == {"Query", "Depends"}
