"""Promise 2: everything callable works, and what is synchronous runs in the threadpool."""

import functools
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from types import TracebackType
from typing import Any

import anyio.to_thread
import pytest
from asgi_client import request
from fastapi import Depends, FastAPI, Response

from scoped_fastapi import ScopedFastAPI, response_scoped_dependency
from scoped_fastapi.callables import code_behind
from scoped_fastapi.errors import DependencyLifetimeError

pytestmark = pytest.mark.anyio

log: list[Any] = []
threads: set[int] = set()


@pytest.fixture(autouse=True)
def empty_log() -> None:
    log.clear()
    threads.clear()


async def async_generator(q: int = 1) -> AsyncGenerator[int, Response]:
    log.append("opens")
    yield q
    log.append("closes")


def generator(q: int = 1) -> Generator[int, Response, None]:
    threads.add(threading.get_ident())
    log.append("opens")
    yield q
    threads.add(threading.get_ident())
    log.append("closes")


@asynccontextmanager
async def async_manager_function(q: int = 1) -> AsyncIterator[int]:
    log.append("opens")
    yield q
    log.append("closes")


@contextmanager
def manager_function(q: int = 1) -> Iterator[int]:
    threads.add(threading.get_ident())
    log.append("opens")
    yield q
    threads.add(threading.get_ident())
    log.append("closes")


class AsyncManager:
    def __init__(self, q: int = 1) -> None:
        self.q = q

    async def __aenter__(self) -> int:
        log.append("opens")
        return self.q

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        log.append("closes")


class Manager:
    def __init__(self, q: int = 1) -> None:
        threads.add(threading.get_ident())
        self.q = q

    def __enter__(self) -> int:
        threads.add(threading.get_ident())
        log.append("opens")
        return self.q

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        threads.add(threading.get_ident())
        log.append("closes")


class Instance:
    async def __call__(self, q: int = 1) -> AsyncGenerator[int, Response]:
        log.append("opens")
        yield q
        log.append("closes")

    async def method(self, q: int = 1) -> AsyncGenerator[int, Response]:
        log.append("opens")
        yield q
        log.append("closes")

    def sync_method(self, q: int = 1) -> Generator[int, Response, None]:
        threads.add(threading.get_ident())
        log.append("opens")
        yield q
        log.append("closes")

    @response_scoped_dependency
    async def decorated(self, q: int = 1) -> AsyncGenerator[int, Response]:
        log.append("opens")
        yield q
        log.append("closes")


async def coroutine(q: int = 1) -> int:
    log.extend(["opens", "closes"])
    return q


def function(q: int = 1) -> int:
    threads.add(threading.get_ident())
    log.extend(["opens", "closes"])
    return q


def gives_a_manager(q: int = 1) -> AsyncManager:
    return AsyncManager(q)


callables: dict[str, Callable[..., Any]] = {
    "async generator": async_generator,
    "generator": generator,
    "asynccontextmanager": async_manager_function,
    "contextmanager": manager_function,
    "async manager class": AsyncManager,
    "manager class": Manager,
    "callable instance": Instance(),
    "bound method": Instance().method,
    "sync bound method": Instance().sync_method,
    "decorated method": Instance().decorated,
    "partial": partial(async_generator),
    "partial of a generator": partial(generator),
    "partial of a callable instance": partial(Instance()),
    "partial of an asynccontextmanager": partial(async_manager_function),
    "coroutine function": coroutine,
    "function": function,
    "lambda": lambda q=1: async_generator(int(q)),
    "function that gives a manager": gives_a_manager,
}


@pytest.mark.parametrize("name", callables)
async def test_it_is_opened_given_and_closed(app: FastAPI, name: str) -> None:
    @app.get("/")
    async def handler(value: Any = Depends(response_scoped_dependency(callables[name]))) -> Any:
        log.append("handler")
        return int(value)

    answer = await request(app, "/?q=7", events=log)
    assert (answer.status, answer.json()) == (200, 7)
    assert [event for event in log if event != "handler"] == [
        "opens",
        "closes",
        "http.response.start",
        "http.response.body",
    ]
    if name not in ("coroutine function", "function"):
        assert log.index("opens") < log.index("handler") < log.index("closes")
    assert threading.get_ident() not in threads


async def test_a_class_without_anything_to_close(app: FastAPI) -> None:
    class Page:
        def __init__(self, size: int = 10) -> None:
            self.size = size

    @app.get("/")
    async def handler(page: Any = Depends(response_scoped_dependency(Page))) -> int:
        return int(page.size)

    assert (await request(app, "/?size=3")).json() == 3


async def test_a_sync_exit_does_not_wait_for_a_free_thread(app: FastAPI) -> None:
    @app.get("/")
    async def handler(value: int = Depends(response_scoped_dependency(generator))) -> int:
        # From here on no thread is free.
        anyio.to_thread.current_default_thread_limiter().total_tokens = 1
        taken.append(await _take_the_thread())
        return value

    taken: list[Any] = []
    limiter = anyio.to_thread.current_default_thread_limiter()
    before = limiter.total_tokens
    try:
        with anyio.fail_after(5):
            assert (await request(app, "/")).status == 200
    finally:
        limiter.total_tokens = before
        for borrower in taken:
            limiter.release_on_behalf_of(borrower)
    assert log == ["opens", "closes"]


async def _take_the_thread() -> object:
    borrower = object()
    await anyio.to_thread.current_default_thread_limiter().acquire_on_behalf_of(borrower)
    return borrower


async def test_called_by_hand() -> None:
    wrapped = response_scoped_dependency(async_generator)
    async with wrapped.open(q=3) as value:
        assert value == 3
        assert log == ["opens"]
    assert log == ["opens", "closes"]
    assert await response_scoped_dependency(coroutine)(4) == 4
    assert await response_scoped_dependency(function)(q=5) == 5
    with pytest.raises(DependencyLifetimeError, match=r"async_generator.*outside of a request"):
        await wrapped(q=3)


def test_what_cannot_be_called_is_refused() -> None:
    not_callable: Any = async_generator()
    with pytest.raises(TypeError, match="takes a callable"):
        response_scoped_dependency(not_callable)


def test_wrapping_twice_changes_nothing() -> None:
    wrapped = response_scoped_dependency(async_generator)
    assert response_scoped_dependency(wrapped) is wrapped


@pytest.mark.parametrize("make", [FastAPI, ScopedFastAPI])
async def test_a_background_task_of_the_framework_may_use_open(make: type[FastAPI]) -> None:
    app = make()
    wrapped = response_scoped_dependency(async_generator)

    async def later() -> None:
        async with wrapped.open() as value:
            log.append(value)

    from fastapi import BackgroundTasks

    @app.get("/")
    async def handler(background: BackgroundTasks) -> None:
        background.add_task(later)

    await request(app, "/", events=log)
    assert log[2:] == ["opens", 1, "closes"]


def test_what_is_behind_a_wrapper_of_a_partial() -> None:
    def function(a: int) -> Any:
        yield a

    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    wrapper.__wrapped__ = functools.partial(functools.partial(function), a=1)  # type: ignore[attr-defined]
    assert code_behind(wrapper) is function
    assert code_behind(functools.partial(wrapper)) is function
