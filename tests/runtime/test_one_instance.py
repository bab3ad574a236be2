"""Promise 8: caching, and what is wrapped twice is one instance."""

from collections.abc import AsyncGenerator
from typing import Any

import fastapi
import pytest
from asgi_client import request
from fastapi import FastAPI, Response

import scoped_fastapi
from scoped_fastapi import response_scoped_dependency

pytestmark = pytest.mark.anyio

opened: list[int] = []


@pytest.fixture(autouse=True)
def none_opened() -> None:
    opened.clear()


async def counter() -> AsyncGenerator[int, Response]:
    opened.append(1)
    yield len(opened)


wrapped = response_scoped_dependency(counter)
wrapped_again = response_scoped_dependency(counter)


async def below(value: int = fastapi.Depends(wrapped)) -> int:
    return value


async def test_it_is_opened_once(app: FastAPI) -> None:
    @app.get("/")
    async def handler(
        a: int = fastapi.Depends(wrapped),
        b: int = scoped_fastapi.Depends(wrapped),
        c: int = fastapi.Depends(below),
    ) -> list[int]:
        return [a, b, c]

    assert (await request(app, "/")).json() == [1, 1, 1]


async def test_the_same_function_wrapped_twice_is_opened_once(app: FastAPI) -> None:
    @app.get("/")
    async def handler(
        a: int = fastapi.Depends(wrapped), b: int = fastapi.Depends(wrapped_again)
    ) -> list[int]:
        return [a, b]

    assert wrapped == wrapped_again
    assert (await request(app, "/")).json() == [1, 1]


async def test_each_time_without_the_cache(app: FastAPI) -> None:
    @app.get("/")
    async def handler(
        a: int = fastapi.Depends(wrapped),
        b: int = fastapi.Depends(wrapped, use_cache=False),
        c: int = scoped_fastapi.Depends(wrapped, use_cache=False),
    ) -> list[int]:
        return [a, b, c]

    assert (await request(app, "/")).json() == [1, 2, 3]


async def test_each_request_has_its_own(app: FastAPI) -> None:
    @app.get("/")
    async def handler(a: int = fastapi.Depends(wrapped)) -> int:
        return a

    assert [(await request(app, "/")).json() for _ in range(3)] == [1, 2, 3]
