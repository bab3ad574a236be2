"""Time per request of response-scoped dependencies, next to FastAPI's own `scope="function"`.

Run with `python benchmarks/runtime_speed.py [--rounds N]`. Every case and its peer take turns in one
process, round by round; a printed ratio is the median of the ratios of the rounds. Absolute times
are the machine's, the ratios are ours. Exits 1 when a ratio is over its limit.
"""

import argparse
import asyncio
import gc
import statistics
import sys
from collections.abc import AsyncGenerator, Callable, Coroutine, Sequence
from time import process_time
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.routing import APIRoute

from scoped_fastapi import ScopedFastAPI, ScopedRoute, ScopedRouter, response_scoped_dependency

REQUESTS = 150

Dependency = Callable[..., Any]


def plain_generator() -> Dependency:
    async def dependency() -> AsyncGenerator[int, None]:
        yield 1

    return dependency


def generator_with_a_parameter() -> Dependency:
    async def dependency(limit: int = 10) -> AsyncGenerator[int, None]:
        yield limit

    return dependency


def native(dependency: Dependency) -> Any:
    return Depends(dependency, scope="function")


def ours(dependency: Dependency) -> Any:
    return Depends(response_scoped_dependency(dependency))


def handler_with(
    count: int, wrap: Callable[[Dependency], Any], make: Callable[[], Dependency]
) -> Callable[..., Any]:
    """A handler with that many different dependencies, written out as a user would write it."""
    namespace: dict[str, Any] = {"Response": Response, "Annotated": Annotated}
    for index in range(count):
        namespace[f"depends_{index}"] = wrap(make())
    parameters = ", ".join(f"d{index}: Annotated[int, depends_{index}]" for index in range(count))
    exec(f"async def handler({parameters}) -> Response:\n    return Response(b'ok')", namespace)
    handler: Callable[..., Any] = namespace["handler"]
    return handler


async def plain() -> None:
    """A dependency without anything to close."""


def another() -> None:
    """Overrides it, in name only."""


Handler = Callable[[Request], Coroutine[Any, Any, Response]]


def timed(original: Handler) -> Handler:
    async def handle(request: Request) -> Response:
        response = await original(request)
        response.headers["x-timed"] = "1"
        return response

    return handle


class Timed(ScopedRoute):
    """A route class as FastAPI's how-to has it."""

    def get_route_handler(self) -> Handler:
        return timed(super().get_route_handler())


class TimedByFastAPI(APIRoute):
    """The same around FastAPI's own."""

    def get_route_handler(self) -> Handler:
        return timed(super().get_route_handler())


class TimedRouter(ScopedRouter):
    def __init__(self, **options: Any) -> None:
        super().__init__(route_class=Timed, **options)


class NativeTimedRouter(APIRouter):
    def __init__(self, **options: Any) -> None:
        super().__init__(route_class=TimedByFastAPI, **options)


def application(
    app_class: Any,
    router_class: Any,
    handler: Callable[..., Any],
    *,
    dependencies: Sequence[Any] = (),
    overrides: bool = False,
) -> Any:
    router = router_class(dependencies=list(dependencies))
    router.add_api_route("/", handler)
    app = app_class(openapi_url=None)
    app.include_router(router, prefix="/api")
    if overrides:
        app.dependency_overrides[another] = plain
    return app


SCOPE: dict[str, Any] = {
    "type": "http",
    "asgi": {"version": "3.0"},
    "http_version": "1.1",
    "method": "GET",
    "scheme": "http",
    "path": "/api/",
    "raw_path": b"/api/",
    "query_string": b"",
    "root_path": "",
    "headers": [(b"host", b"test"), (b"accept", b"*/*")],
    "server": ("test", 80),
    "client": ("test", 1),
}


async def receive() -> dict[str, Any]:
    return {"type": "http.request", "body": b"", "more_body": False}


async def send(message: Any) -> None:
    assert message.get("status", 200) == 200


async def seconds_per_request(app: Any) -> float:
    start = process_time()
    for _ in range(REQUESTS):
        await app(dict(SCOPE), receive, send)
    return (process_time() - start) / REQUESTS


async def ratio(app: Any, peer: Any, rounds: int) -> tuple[float, float, float]:
    """Medians over the rounds: the ratio, and the microseconds of both."""
    ratios, ours_us, peer_us = [], [], []
    for number in range(rounds + 2):
        first, second = (app, peer) if number % 2 else (peer, app)
        gc.collect()
        times = {id(first): await seconds_per_request(first)}
        times[id(second)] = await seconds_per_request(second)
        if number >= 2:
            ratios.append(times[id(app)] / times[id(peer)])
            ours_us.append(times[id(app)] * 1e6)
            peer_us.append(times[id(peer)] * 1e6)
    return statistics.median(ratios), statistics.median(ours_us), statistics.median(peer_us)


def cases() -> list[tuple[str, float, Any, Any]]:
    """Name, limit, ours, peer."""
    scoped = (ScopedFastAPI, ScopedRouter)
    plain = (FastAPI, APIRouter)
    bare = handler_with(0, ours, plain_generator)
    found = [("no dependencies", 1.02, application(*scoped, bare), application(*plain, bare))]
    for count, limit in ((1, 0.75), (3, 0.55), (10, 0.35)):
        peer = application(*plain, handler_with(count, native, plain_generator))
        handler = handler_with(count, ours, plain_generator)
        found.append((f"ScopedRouter, {count}", limit, application(*scoped, handler), peer))
        found.append((f"plain router, {count}", 1.0, application(*plain, handler), peer))
    for count, limit in ((1, 1.0), (10, 0.6)):
        peer = application(*plain, handler_with(count, native, generator_with_a_parameter))
        handler = handler_with(count, ours, generator_with_a_parameter)
        name = f"{count} with a parameter"
        found.append((f"ScopedRouter, {name}", limit, application(*scoped, handler), peer))
        found.append((f"plain router, {name}", 1.0, application(*plain, handler), peer))
    return found + others()


def others() -> list[tuple[str, float, Any, Any]]:
    """What differs from the usual route, with three dependencies."""
    scoped = (ScopedFastAPI, ScopedRouter)
    native_handler = handler_with(3, native, plain_generator)
    handler = handler_with(3, ours, plain_generator)
    before: dict[str, Any] = {"dependencies": [Depends(plain)]}
    overrides: dict[str, Any] = {"overrides": True}
    return [
        (
            "a plain dependency before 3",
            0.65,
            application(*scoped, handler, **before),
            application(FastAPI, APIRouter, native_handler, **before),
        ),
        (
            "with overrides, 3",
            1.1,
            application(*scoped, handler, **overrides),
            application(FastAPI, APIRouter, native_handler, **overrides),
        ),
        (
            "a route class of one's own, 3",
            0.6,
            application(ScopedFastAPI, TimedRouter, handler),
            application(FastAPI, NativeTimedRouter, native_handler),
        ),
    ]


async def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=25)
    rounds = parser.parse_args().rounds
    failures = 0
    print(f"{'dependencies':34} {'ratio':>6} {'limit':>6} {'ours us':>8} {'native us':>9}")
    for name, limit, app, peer in cases():
        measured, ours_us, peer_us = await ratio(app, peer, rounds)
        failures += measured > limit
        mark = "" if measured <= limit else "  over the limit"
        print(f"{name:34} {measured:6.2f} {limit:6.2f} {ours_us:8.1f} {peer_us:9.1f}{mark}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
