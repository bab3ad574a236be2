# Tasks that run.
import contextlib
from typing import Any

from fastapi import BackgroundTasks, Depends, FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from starlette.background import BackgroundTask

RUN: list[str] = []
kept = BackgroundTasks()


def work(what: str = "x") -> None:
    RUN.append(what)


app = FastAPI()
pending: BackgroundTasks


@app.get("/1")
def one() -> JSONResponse:
    tasks = BackgroundTasks()
    tasks.add_task(work)
    return JSONResponse({}, background=tasks)


@app.get("/2")
async def two() -> None:
    tasks = BackgroundTasks()
    tasks.add_task(work)
    await tasks()


def prepare() -> None:
    global pending
    pending = BackgroundTasks()
    pending.add_task(work)


@app.get("/3")
def three() -> JSONResponse:
    prepare()
    return JSONResponse({}, background=pending)


def outer() -> Any:
    tasks = BackgroundTasks()

    def fill() -> None:
        nonlocal tasks
        tasks = BackgroundTasks()
        tasks.add_task(work)

    fill()
    return tasks


@app.get("/4")
def four() -> JSONResponse:
    return JSONResponse({}, background=outer())


class Service:
    def __init__(self) -> None:
        self.tasks = BackgroundTasks()
        self.tasks.add_task(work)


@app.get("/5")
def five() -> JSONResponse:
    return JSONResponse({}, background=Service().tasks)


@app.get("/6")
def six(request: Request) -> JSONResponse:
    request.state.tasks = tasks = BackgroundTasks()
    tasks.add_task(work)
    return JSONResponse({}, background=request.state.tasks)


def add_then_raise(tasks: BackgroundTasks) -> None:
    tasks.add_task(work)
    raise HTTPException(401)


def lenient(tasks: BackgroundTasks) -> None:
    with contextlib.suppress(HTTPException):
        add_then_raise(tasks)


@app.get("/7", dependencies=[Depends(lenient)])
def seven() -> None: ...


@app.get("/strict", dependencies=[Depends(add_then_raise)])
def strict() -> None: ...


@app.get("/8")
def eight(tasks: BackgroundTasks) -> None:
    with contextlib.suppress(ValueError):
        tasks.add_task(work)
        raise ValueError


@app.get("/9")
def nine(tasks: BackgroundTasks, a: bool = False) -> None:
    tasks.add_task(work)
    if a:
        raise HTTPException(400)


@app.get("/10")
def ten(tasks: BackgroundTasks) -> JSONResponse:
    tasks.add_task(work)
    return JSONResponse({}, background=tasks)


@app.get("/11")
def eleven(tasks: BackgroundTasks) -> JSONResponse:
    mine = tasks
    tasks.add_task(work)
    return JSONResponse({}, background=mine)


@app.get("/12")
async def twelve(tasks: BackgroundTasks) -> None:
    tasks.add_task(work)
    await tasks()
    tasks.tasks.clear()


@app.get("/13")
def thirteen(tasks: BackgroundTasks) -> JSONResponse:
    tasks.add_task(work)
    answer = JSONResponse({})
    answer.background = tasks
    return answer


@app.get("/14")
def fourteen() -> JSONResponse:
    return (lambda t: (t.add_task(work), JSONResponse({}, background=t))[1])(BackgroundTasks())


@app.get("/15")
def fifteen(tasks: BackgroundTasks) -> JSONResponse:
    tasks.add_task(work)
    return JSONResponse({}, background=None)


@app.get("/16")
def sixteen(tasks: BackgroundTasks = BackgroundTasks()) -> None:
    tasks.add_task(work)


def demonstrate(client: TestClient) -> None:
    for i in range(1, 17):
        RUN.clear()
        assert client.get(f"/{i}").status_code == 200
        assert RUN == ["x"], i
