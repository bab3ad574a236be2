"""Promise 4: the last to open is the first to close, whichever depends on which."""

from collections.abc import AsyncGenerator, Generator
from typing import Any

import pytest
from asgi_client import request
from fastapi import Depends, FastAPI, Response

from scoped_fastapi import response_scoped_dependency

pytestmark = pytest.mark.anyio


async def test_native_and_response_scoped_in_turns(app: FastAPI, events: list[Any]) -> None:
    async def native_a() -> AsyncGenerator[str, None]:
        events.append("+a")
        yield "a"
        events.append("-a")

    @response_scoped_dependency
    async def ours_b(a: str = Depends(native_a, scope="function")) -> AsyncGenerator[str, Response]:
        events.append("+b")
        yield a + "b"
        events.append("-b")

    async def native_c(b: str = Depends(ours_b)) -> AsyncGenerator[str, None]:
        events.append("+c")
        yield b + "c"
        events.append("-c")

    @response_scoped_dependency
    def ours_d(c: str = Depends(native_c, scope="function")) -> Any:
        events.append("+d")
        yield c + "d"
        events.append("-d")

    @app.get("/")
    async def handler(
        d: str = Depends(ours_d), c: str = Depends(native_c, scope="function")
    ) -> str:
        events.append("handler")
        return d + c

    assert (await request(app, "/", events=events)).json() == "abcdabc"
    assert events == [
        *["+a", "+b", "+c", "+d", "handler", "-d", "-c", "-b", "-a"],
        *["http.response.start", "http.response.body"],
    ]


async def test_response_scoped_ones_among_themselves(app: FastAPI, events: list[Any]) -> None:
    @response_scoped_dependency
    async def a() -> AsyncGenerator[str, Response]:
        events.append("+a")
        yield "a"
        events.append("-a")

    @response_scoped_dependency
    async def b(a: str = Depends(a), size: int = 1) -> AsyncGenerator[str, Response]:
        events.append("+b")
        yield f"b{size} on {a}"
        events.append("-b")

    @response_scoped_dependency
    def c() -> Generator[None, Response, None]:
        events.append("+c")
        yield
        events.append("-c")

    @app.get("/", dependencies=[Depends(c)])
    def handler(b: str = Depends(b), a: str = Depends(a)) -> list[str]:
        return [a, b]

    assert (await request(app, "/?size=2", events=events)).json() == ["a", "b2 on a"]
    assert events[:6] == ["+c", "+a", "+b", "-b", "-a", "-c"]


async def test_the_order_in_which_fastapi_opens_is_kept(app: FastAPI, events: list[Any]) -> None:
    @response_scoped_dependency
    async def before() -> AsyncGenerator[None, Response]:
        events.append("before")
        yield

    async def plain() -> None:
        events.append("plain")

    @response_scoped_dependency
    async def after() -> AsyncGenerator[None, Response]:
        events.append("after")
        yield

    @app.get("/mixed", dependencies=[Depends(before), Depends(plain), Depends(after)])
    async def mixed() -> None: ...

    @app.get("/first", dependencies=[Depends(before), Depends(after), Depends(plain)])
    async def first() -> None: ...

    await request(app, "/mixed")
    assert events == ["before", "plain", "after"]
    events.clear()
    await request(app, "/first")
    assert events == ["before", "after", "plain"]


async def test_below_a_plain_function(app: FastAPI, events: list[Any]) -> None:
    @response_scoped_dependency
    async def session() -> AsyncGenerator[str, Response]:
        events.append("+session")
        yield "session"
        events.append("-session")

    async def repository(session: str = Depends(session)) -> str:
        return f"repository of {session}"

    @app.get("/")
    async def handler(
        repository: str = Depends(repository), session: str = Depends(session)
    ) -> list[str]:
        return [repository, session]

    assert (await request(app, "/", events=events)).json() == ["repository of session", "session"]
    assert events == ["+session", "-session", "http.response.start", "http.response.body"]
