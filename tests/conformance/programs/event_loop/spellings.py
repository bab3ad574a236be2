# The loop where there is none, and a second one.
# outcome: 500
import asyncio
import asyncio as aio
from asyncio import create_task as spawn
from asyncio import get_running_loop
from contextvars import ContextVar

import anyio
import fastapi as f
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient


async def work() -> None: ...


app = FastAPI()
tenant: ContextVar[str] = ContextVar("tenant", default="none")


@app.get("/create_task")
def create_task() -> None:
    asyncio.create_task(work())  # E[fastapi-event-loop]


@app.get("/renamed")
def renamed() -> None:
    spawn(work())  # E[fastapi-event-loop]


@app.get("/module")
def module() -> None:
    aio.get_running_loop()  # E[fastapi-event-loop]


@app.get("/loop")
def loop() -> None:
    get_running_loop().create_task(work())  # E[fastapi-event-loop]


@app.get("/get_event_loop")
def event_loop() -> None:
    asyncio.get_event_loop()  # E[fastapi-event-loop]


@app.get("/ensure")
def ensure() -> None:
    asyncio.ensure_future(work())  # E[fastapi-event-loop]


@app.get("/gather")
def gather() -> None:
    asyncio.gather(work(), work())  # E[fastapi-event-loop]


@app.get("/current")
def current() -> None:
    asyncio.current_task()  # E?[fastapi-event-loop]


class Service:
    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()  # E[fastapi-event-loop]


@app.get("/class")
def by_class(service: Service = Depends()) -> None: ...


class Called:
    def __call__(self) -> None:
        asyncio.create_task(work())  # E[fastapi-event-loop]

    def method(self) -> None:
        asyncio.create_task(work())  # E[fastapi-event-loop]


@app.get("/instance", dependencies=[Depends(Called())])
def by_instance() -> None: ...


@app.get("/method", dependencies=[Depends(Called().method)])
def by_method() -> None: ...


@app.get("/run")
async def run() -> None:
    asyncio.run(work())  # E[fastapi-event-loop]


@app.get("/anyio")
async def of_anyio() -> None:
    anyio.run(work)  # E[fastapi-event-loop]


@app.get("/until")
async def until() -> None:
    asyncio.get_event_loop().run_until_complete(work())  # E[fastapi-event-loop]


@app.get("/until2")
async def until2() -> None:
    loop = asyncio.new_event_loop()
    loop.run_until_complete(work())  # E[fastapi-event-loop]


@app.get("/runner")
async def runner() -> None:
    with asyncio.Runner() as runner:
        runner.run(work())  # E[fastapi-event-loop]


async def dependency() -> None:
    asyncio.run(work())  # E[fastapi-event-loop]


@app.get("/dependency", dependencies=[Depends(dependency)])
def of_dependency() -> None: ...


class Async:
    async def __call__(self) -> None:
        asyncio.run(work())  # E[fastapi-event-loop]


@app.get("/async_instance", dependencies=[Depends(Async())])
def of_async() -> None: ...


def make() -> f.APIRouter:
    router = f.APIRouter()

    @router.get("/nested")
    def nested() -> None:
        asyncio.create_task(work())  # E[fastapi-event-loop]

    return router


app.include_router(make())


def set_tenant() -> None:
    tenant.set("a")  # E[fastapi-event-loop]


class Tenant:
    def __init__(self) -> None:
        tenant.set("a")  # E[fastapi-event-loop]


class SetTenant:
    def __call__(self) -> None:
        tenant.set("a")  # E[fastapi-event-loop]


@app.get("/tenant", dependencies=[Depends(set_tenant), Depends(Tenant), Depends(SetTenant())])
def of_tenant() -> str:
    return tenant.get()


def demonstrate(client: TestClient) -> None:
    paths = "create_task renamed module loop get_event_loop ensure gather class instance method run anyio until until2"
    for path in f"{paths} runner dependency async_instance nested current".split():
        assert client.get(f"/{path}").status_code == 500, path
    assert client.get("/tenant").json() == "none"
