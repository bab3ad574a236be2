"""What is decorated can still be copied, pickled, documented and wrapped as the function it was."""

from __future__ import annotations

import copy
import functools
import inspect
import pickle
import pydoc
import typing
from collections.abc import AsyncGenerator
from typing import Annotated, Any

import pytest
from asgi_client import request
from fastapi import Depends, FastAPI, Response, params

from scoped_fastapi import response_scoped_dependency

pytestmark = pytest.mark.anyio


@response_scoped_dependency
async def session(limit: Limit = 10) -> AsyncGenerator[int, Response]:
    """Open a session."""
    yield limit


Limit = int


async def plain(limit: int = 10) -> AsyncGenerator[int, None]:
    yield limit


wrapped = response_scoped_dependency(plain)


class Service:
    @response_scoped_dependency
    async def method(self, limit: int = 10) -> AsyncGenerator[int, None]:
        yield limit


def test_pickled_by_its_name_or_with_what_it_wraps() -> None:
    assert pickle.loads(pickle.dumps(session)) is session
    assert pickle.loads(pickle.dumps(wrapped)) == wrapped
    assert pickle.loads(pickle.dumps(Service.method)) is Service.method

    @response_scoped_dependency
    def local() -> int:
        return 3

    with pytest.raises((AttributeError, pickle.PicklingError), match="local"):
        pickle.dumps(local)


def test_copied() -> None:
    for one in (session, wrapped):
        assert copy.copy(one) == copy.deepcopy(one) == one
        assert {one, copy.copy(one), copy.deepcopy([one])[0]} == {one}


def test_documentation_and_types() -> None:
    assert (session.__name__, session.__module__) == ("session", __name__)
    assert inspect.getdoc(session) == "Open a session."
    assert "Open a session." in pydoc.plain(pydoc.render_doc(session))
    assert typing.get_type_hints(session) == {
        "limit": int,
        "return": AsyncGenerator[int, Response],
    }
    assert list(inspect.signature(session).parameters)[:1] == ["limit"]


async def test_wrapped_again(app: FastAPI) -> None:
    @functools.wraps(session)
    async def doubled(*args: Any, **values: Any) -> int:
        return 2 * await session(*args, **values)

    assert doubled.__doc__ == "Open a session."
    assert doubled.__annotations__ == session.__annotations__

    @app.get("/")
    async def handler(value: int = Depends(doubled)) -> int:
        return value

    assert (await request(app, "/?limit=4")).json() == 8


async def test_a_subclass_of_depends(app: FastAPI) -> None:
    class Marker(params.Depends): ...

    async def handler(a: Annotated[int, Marker(session)], b: int = Marker(session)) -> int:  # type: ignore[assignment]
        return a + b

    handler.__annotations__["a"] = Annotated[int, Marker(session)]
    app.add_api_route("/", handler)
    assert (await request(app, "/?limit=4")).json() == 8
