"""Every test of the runtime runs under asyncio and under trio."""

from collections.abc import AsyncGenerator
from typing import Any

import pytest
from fastapi import Depends, FastAPI

from scoped_fastapi import ScopedFastAPI


@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request: pytest.FixtureRequest) -> str:
    """The event loop that anyio's pytest plugin runs a test in."""
    return str(request.param)


async def another_yield_dependency() -> AsyncGenerator[None, None]:
    """With this one FastAPI has to solve a route, and the route opens nothing itself."""
    yield


def solved_by_fastapi() -> ScopedFastAPI:
    return ScopedFastAPI(dependencies=[Depends(another_yield_dependency)])


@pytest.fixture(params=[FastAPI, ScopedFastAPI, solved_by_fastapi], ids=lambda make: make.__name__)
def app(request: pytest.FixtureRequest) -> Any:
    """An application of each of the ways in which response-scoped dependencies are run."""
    return request.param()


@pytest.fixture(params=[ScopedFastAPI, solved_by_fastapi], ids=lambda make: make.__name__)
def scoped_app(request: pytest.FixtureRequest) -> Any:
    """The same, scoped ones only."""
    return request.param()


@pytest.fixture
def events() -> list[Any]:
    """What happened, in order."""
    return []
