# What functions and objects of other modules do with the event loop, they do where the handler runs.
# outcome: 500
from typing import Annotated

import anyio.from_thread
from fastapi import BackgroundTasks, Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.testclient import TestClient

from . import tasks
from .tasks import (
    Connection,
    Mailer,
    get_mailer,
    in_background,
    mailer,
    notify,
    notify_if,
    remember,
    run,
    run_later,
    run_on_own_loop,
    run_where_it_can,
    tenant,
    work,
)

app = FastAPI()
MailerDep = Annotated[Mailer, Depends(get_mailer)]


@app.get("/wrong/0")
def function() -> None:
    in_background(work())  # E[fastapi-event-loop]


@app.get("/wrong/1")
def function_of_function() -> None:
    tasks.notify()  # E[fastapi-event-loop]


@app.get("/wrong/2")
def method(sender: MailerDep) -> None:
    sender.send()  # E[fastapi-event-loop]


@app.get("/wrong/3")
def method_of_method() -> None:
    mailer.send_twice()  # E[fastapi-event-loop]


@app.get("/wrong/4")
def static_method() -> None:
    Mailer.ping()  # E[fastapi-event-loop]


@app.get("/wrong/5")
def made() -> None:
    Connection()  # E[fastapi-event-loop]


@app.get("/wrong/6")
async def second_loop() -> int:
    return run(work())  # E[fastapi-event-loop]


@app.get("/wrong/7")
async def own_loop() -> int:
    return run_on_own_loop()  # E[fastapi-event-loop]


@app.get("/wrong/8")
async def awaited() -> int:
    return await run_later()  # E[fastapi-event-loop]


def audit() -> None:
    notify()  # E[fastapi-event-loop]


@app.get("/wrong/9", dependencies=[Depends(audit)])
async def dependency() -> None: ...


def set_tenant() -> None:
    remember("somebody")  # E[fastapi-event-loop]


@app.get("/tenant", dependencies=[Depends(set_tenant)])
def lost() -> str:
    return tenant.get()


# Valid.


@app.get("/right/0")
async def on_the_loop(sender: MailerDep) -> None:
    in_background(work())
    notify()
    sender.send()
    Mailer.ping()
    Connection()
    run_where_it_can()
    await run_in_threadpool(run, work())


@app.get("/right/1")
def in_a_thread(sender: MailerDep, background: BackgroundTasks) -> None:
    run(work())
    run_on_own_loop()
    run_where_it_can()
    notify_if(False)
    sender.send_all([])
    anyio.from_thread.run_sync(sender.send)
    background.add_task(work)


@app.get("/right/2")
def prepared() -> None:
    try:
        notify()
    except RuntimeError:
        pass


def demonstrate(client: TestClient) -> None:
    for number in range(10):
        assert client.get(f"/wrong/{number}").status_code == 500
    assert client.get("/tenant").json() == "nobody"
    for number in range(3):
        assert client.get(f"/right/{number}").status_code == 200
