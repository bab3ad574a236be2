"""Random graphs of dependencies, requested once and cancelled at a random step.

Everything writes down what it opens and closes. Whoever solves the route and however the request is
cancelled, what was opened has to be closed: once, the last first, one after the other.
"""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any

import anyio
import anyio.lowlevel
from asgi_client import KEEPS_SCOPE_IN_LISTS, SHIELDS_ITS_OWN, Answer, request
from fastapi import APIRouter, Depends, FastAPI
from hypothesis import strategies as st

from scoped_fastapi import ScopedFastAPI, ScopedRouter, response_scoped_dependency

KINDS = ["async", "sync", "async manager", "sync manager", "async class", "sync class"]
PLAIN = ["coroutine", "function"]
NATIVE = ["native"] if KEEPS_SCOPE_IN_LISTS else []
APPLICATIONS = ["scoped", "plain", "overridden", "with a request scope"]


@dataclass(frozen=True)
class Node:
    """A dependency: what it is, which earlier ones it asks for, how many steps it takes."""

    kind: str
    asks: tuple[int, ...]
    opening: int
    closing: int


@dataclass(frozen=True)
class Case:
    """One request, and the step at which it is cancelled."""

    nodes: tuple[Node, ...]
    application: str
    cancelled: str
    step: int
    sync_handler: bool

    def __post_init__(self) -> None:
        assert self.cancelled in ("natively", "by a scope")


@st.composite
def cases(draw: st.DrawFn, cancelled: str) -> Case:
    """Draw one request."""
    nodes: list[Node] = []
    for number in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(KINDS + PLAIN + NATIVE))
        asks = draw(st.sets(st.integers(0, number - 1), max_size=2)) if number else set()
        steps = st.integers(0, 2)
        nodes.append(Node(kind, tuple(sorted(asks)), draw(steps), draw(steps)))
    return Case(
        tuple(nodes),
        draw(st.sampled_from(APPLICATIONS)),
        cancelled,
        draw(st.integers(0, 20)),
        draw(st.booleans()),
    )


@dataclass
class Observed:
    """What one request did."""

    case: Case
    events: list[tuple[str, int]] = field(default_factory=list)
    interrupted: list[int] = field(default_factory=list)
    steps: int = 0
    ended: str = ""
    answer: Answer = field(default_factory=Answer)

    def __post_init__(self) -> None:
        self._cancel: Callable[[], None] = lambda: None
        self._loop: Any = None

    async def step(self) -> None:
        """One of the moments at which the request may be cancelled."""
        self.steps += 1
        if self.steps == self.case.step:
            self._cancel()
        await anyio.lowlevel.checkpoint()

    def sync_step(self) -> None:
        """The same in a thread, which goes on while the request is cancelled."""
        self.steps += 1
        if self.steps != self.case.step:
            return
        if self._loop is None:
            anyio.from_thread.run_sync(self._cancel)
            return
        happened = threading.Event()

        def cancel() -> None:
            self._cancel()
            self._loop.call_soon(self._loop.call_soon, happened.set)

        self._loop.call_soon_threadsafe(cancel)
        happened.wait(5)

    async def run(self) -> "Observed":
        """Send the request, and wait until everything is over."""
        app = application(self)
        if self.case.cancelled == "by a scope":
            with anyio.CancelScope() as scope:
                self._cancel = scope.cancel
                self.answer = await request(app, "/")
                self.ended = "answered"
            return self
        self._loop = asyncio.get_running_loop()
        task = asyncio.create_task(request(app, "/"))
        self._cancel = task.cancel  # type: ignore[assignment]
        await asyncio.wait([task])
        if not task.cancelled():
            self.ended = "answered"
            self.answer = task.result()
        return self

    def _is_shielded(self, number: int) -> bool:
        return SHIELDS_ITS_OWN or self.case.nodes[number].kind != "native"

    def check(self) -> None:
        """Compare what was opened with what was closed."""
        opened = [number for event, number in self.events if event == "opened"]
        closing = [number for event, number in self.events if event == "closing"]
        assert closing == opened[::-1], "everything is closed, once, the last first"
        after = self.events[self.events.index(("closing", closing[0])) :] if closing else []
        for (first, number), (second, other) in zip(after[::2], after[1::2], strict=True):
            assert (first, second, number) == ("closing", "closed", other), "one after the other"
        if self.case.cancelled == "by a scope":
            shielded = [number for number in self.interrupted if self._is_shielded(number)]
            assert not shielded, "a shield lets every teardown complete"
        else:
            assert len(self.interrupted) <= 1, "a native cancellation is delivered once"
        for number in self.interrupted:
            assert self.case.nodes[number].kind.startswith(("async", "native"))
        if self.ended == "answered":
            assert self.answer.status == 200


def application(observed: Observed) -> FastAPI:
    """Make the application of one case."""
    case = observed.case
    plain = case.application == "plain"
    app: Any = FastAPI() if plain else ScopedFastAPI()
    router: Any = APIRouter() if plain else ScopedRouter()
    calls: list[Any] = []
    for number in range(len(case.nodes)):
        calls.append(_dependency(observed, number, calls))
    asked = {ask for node in case.nodes for ask in node.asks}
    tops = [call for number, call in enumerate(calls) if number not in asked]

    async def handler() -> str:
        await observed.step()
        return "ok"

    def sync_handler() -> str:
        observed.sync_step()
        return "ok"

    depends = [_depends(call) for call in tops]
    if case.application == "with a request scope":
        depends.insert(0, Depends(_request_scoped))
    router.add_api_route("/", sync_handler if case.sync_handler else handler, dependencies=depends)
    app.include_router(router)
    if case.application == "overridden":
        app.dependency_overrides[_request_scoped] = _request_scoped
    return app  # type: ignore[no-any-return]


async def _request_scoped() -> AsyncGenerator[None, None]:
    yield


def _depends(call: Any) -> Any:
    native = getattr(call, "is_native", False)
    return Depends(call, scope="function") if native else Depends(call)


def _dependency(observed: Observed, number: int, calls: list[Any]) -> Any:
    node = observed.case.nodes[number]
    asks = {f"d{ask}": calls[ask] for ask in node.asks}
    body = _BODIES[node.kind](observed, number)
    names = ", ".join(f"{name}=depends({name})" for name in asks)
    namespace: dict[str, Any] = {"body": body, "depends": lambda name: _depends(name), **asks}
    source = {
        "async": f"async def call({names}):\n    async with body():\n        yield",
        "sync": f"def call({names}):\n    with body():\n        yield",
        "native": f"async def call({names}):\n    async with body():\n        yield",
        "coroutine": f"async def call({names}):\n    await body()",
        "function": f"def call({names}):\n    body()",
    }.get(node.kind, f"def call({names}):\n    return body()")
    exec(source, namespace)
    call: Any = namespace["call"]
    if node.kind in ("async manager", "sync manager"):
        # The function is a manager itself.
        kind = node.kind.split()[0]
        exec(
            f"{'async ' if kind == 'async' else ''}def call({names}):\n"
            f"    {'async ' if kind == 'async' else ''}with body():\n        yield",
            namespace,
        )
        make: Any = asynccontextmanager if kind == "async" else contextmanager
        call = make(namespace["call"])
    if node.kind == "native":
        call.is_native = True
        return call
    return call if node.kind in PLAIN else response_scoped_dependency(call)


def _async_body(observed: Observed, number: int) -> Any:
    node = observed.case.nodes[number]

    @asynccontextmanager
    async def body() -> AsyncGenerator[None, None]:
        for _ in range(node.opening):
            await observed.step()
        observed.events.append(("opened", number))
        try:
            yield
        finally:
            observed.events.append(("closing", number))
            try:
                for _ in range(node.closing):
                    await observed.step()
            except BaseException:
                observed.interrupted.append(number)
                raise
            finally:
                observed.events.append(("closed", number))

    return body


def _sync_body(observed: Observed, number: int) -> Any:
    node = observed.case.nodes[number]

    @contextmanager
    def body() -> Generator[None, None, None]:
        for _ in range(node.opening):
            observed.sync_step()
        observed.events.append(("opened", number))
        try:
            yield
        finally:
            observed.events.append(("closing", number))
            for _ in range(node.closing):
                observed.sync_step()
            observed.events.append(("closed", number))

    return body


def _coroutine_body(observed: Observed, number: int) -> Any:
    async def body() -> None:
        for _ in range(observed.case.nodes[number].opening):
            await observed.step()

    return body


def _function_body(observed: Observed, number: int) -> Any:
    def body() -> None:
        for _ in range(observed.case.nodes[number].opening):
            observed.sync_step()

    return body


_BODIES: dict[str, Any] = {
    "async": _async_body,
    "sync": _sync_body,
    "async manager": _async_body,
    "sync manager": _sync_body,
    "async class": _async_body,
    "sync class": _sync_body,
    "native": _async_body,
    "coroutine": _coroutine_body,
    "function": _function_body,
}
