"""Promise 3: string annotations are resolved in the module in which they were written."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from typing import Annotated, Any

import pytest
from asgi_client import request
from fastapi import Depends, FastAPI, Query, Request, Response
from pydantic import BaseModel

from scoped_fastapi import response_scoped_dependency

pytestmark = pytest.mark.anyio


class Filters(BaseModel):
    color: str


async def generator(filters: FiltersInQuery, r: Request) -> AsyncGenerator[str, Response]:
    yield f"{filters.color} {r.method}"


@asynccontextmanager
async def async_manager(filters: FiltersInQuery, r: Request) -> AsyncGenerator[str, None]:
    yield f"{filters.color} {r.method}"


@contextmanager
def manager(filters: FiltersInQuery, r: Request) -> Iterator[str]:
    yield f"{filters.color} {r.method}"


class Instance:
    async def __call__(self, filters: FiltersInQuery, r: Request) -> AsyncGenerator[str, Response]:
        yield f"{filters.color} {r.method}"


class Resource:
    def __init__(self, filters: FiltersInQuery, r: Request) -> None:
        self.text = f"{filters.color} {r.method}"

    def __enter__(self) -> str:
        return self.text

    def __exit__(self, *exc_info: object) -> None: ...


# Wrapped before the name in their annotations exists.
wrapped = {
    "generator": response_scoped_dependency(generator),
    "asynccontextmanager": response_scoped_dependency(async_manager),
    "contextmanager": response_scoped_dependency(manager),
    "instance": response_scoped_dependency(Instance()),
    "class": response_scoped_dependency(Resource),
    "partial": response_scoped_dependency(partial(async_manager)),
}

FiltersInQuery = Annotated[Filters, Query()]


@pytest.mark.parametrize("name", wrapped)
async def test_they_are_resolved(app: FastAPI, name: str) -> None:
    def handler(value: str = Depends(wrapped[name])) -> Any:
        return value

    app.add_api_route("/", handler)
    assert (await request(app, "/?color=red")).json() == "red GET"
