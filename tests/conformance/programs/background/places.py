# Tasks that never run, in other spellings.
# outcome: silent
# fastapi: 0.129
from typing import Annotated, Any

import fastapi
import starlette.background
from fastapi import BackgroundTasks, Depends, FastAPI, HTTPException
from fastapi.responses import JSONResponse, RedirectResponse, Response
from fastapi.testclient import TestClient
from starlette.background import BackgroundTask
from starlette.background import BackgroundTasks as Tasks

app = FastAPI()
ran: list[int] = []


def done(n: int) -> None:
    ran.append(n)


@app.get("/0")
def r0() -> Any:
    tasks = BackgroundTasks()  # E[fastapi-background]
    tasks.add_task(done, 0)
    return {}


@app.get("/1")
def r1() -> Any:
    tasks = fastapi.BackgroundTasks()  # E[fastapi-background]
    tasks.add_task(done, 1)
    return JSONResponse({})


@app.get("/2")
def r2() -> Any:
    tasks = starlette.background.BackgroundTasks()  # E[fastapi-background]
    tasks.add_task(done, 2)
    tasks.add_task(done, 2)
    return {}


@app.get("/3")
def r3() -> Any:
    BackgroundTask(done, 3)  # E[fastapi-background]
    return {}


@app.get("/4")
def r4(tasks: BackgroundTasks) -> Any:
    tasks.add_task(done, 4)  # E[fastapi-background]
    raise HTTPException(400)


@app.get("/5")
def r5(tasks: BackgroundTasks) -> Any:
    try:
        int("x")
    except ValueError:
        tasks.add_task(done, 5)  # E[fastapi-background]
        raise
    return {}


@app.get("/6")
def r6(tasks: BackgroundTasks) -> Any:
    tasks.add_task(done, 6)
    return JSONResponse({}, background=BackgroundTask(done, 60))  # E[fastapi-background]


@app.get("/7")
def r7(tasks: BackgroundTasks, n: int = 1) -> Any:
    match n:
        case 1:
            tasks.add_task(done, 7)  # E[fastapi-background]
            raise HTTPException(400)
        case _:
            return {}


def sub(tasks: BackgroundTasks) -> None:
    tasks.add_task(done, 8)  # E[fastapi-background]
    raise HTTPException(400)


@app.get("/8", dependencies=[Depends(sub)])
def r8() -> Any:
    return {}


def fresh() -> BackgroundTasks:
    return BackgroundTasks()


@app.get("/9")
def r9(tasks: Annotated[BackgroundTasks, Depends(fresh)]) -> Any:
    tasks.add_task(done, 9)
    return {}


@app.get("/10")
def r10() -> Any:
    (tasks := BackgroundTasks()).add_task(done, 10)  # E[fastapi-background]
    return {}


@app.get("/v0")
def v0(tasks: BackgroundTasks) -> Any:
    tasks.add_task(done, 100)
    return JSONResponse({})


@app.get("/v1")
def v1() -> Any:
    tasks = BackgroundTasks()
    tasks.add_task(done, 101)
    return JSONResponse({}, background=tasks)


@app.get("/v2")
def v2() -> Any:
    response = JSONResponse({})
    response.background = tasks = Tasks()
    tasks.add_task(done, 102)
    return response


@app.get("/v3")
async def v3() -> Any:
    tasks = BackgroundTasks()
    tasks.add_task(done, 103)
    await tasks()
    return {}


@app.get("/v4")
def v4(tasks: BackgroundTasks) -> Any:
    try:
        tasks.add_task(done, 104)
        raise ValueError
    except ValueError:
        return {}


@app.get("/v5")
def v5(tasks: BackgroundTasks) -> Any:
    tasks.add_task(done, 105)
    return JSONResponse({}, background=tasks)


@app.get("/v6")
def v6() -> Any:
    def make() -> BackgroundTasks:
        tasks = BackgroundTasks()
        tasks.add_task(done, 106)
        return tasks

    return JSONResponse({}, background=make())


@app.get("/v7")
async def v7() -> Any:
    tasks = BackgroundTasks([BackgroundTask(done, 107)])
    for task in tasks.tasks:
        await task()
    return {}


def demonstrate(client: TestClient) -> None:
    for n in range(11):
        try:
            client.get(f"/{n}")
        except ValueError:
            pass
    assert set(ran) <= {60}, ran
    ran.clear()
    for n in range(8):
        client.get(f"/v{n}")
    assert ran == list(range(100, 108)), ran
