# Tasks that are run.
from typing import Any

from fastapi import BackgroundTasks, FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

app = FastAPI()
log: list[str] = []


@app.get("/injected")
def injected(tasks: BackgroundTasks) -> None:
    tasks.add_task(log.append, "injected")


@app.get("/default")
def default(tasks: BackgroundTasks = BackgroundTasks()) -> None:
    tasks.add_task(log.append, "default")


@app.get("/given")
def given() -> JSONResponse:
    tasks = BackgroundTasks()
    tasks.add_task(log.append, "given")
    return JSONResponse({}, background=tasks)


@app.get("/handed-on")
def handed_on(tasks: BackgroundTasks) -> JSONResponse:
    tasks.add_task(log.append, "handed-on")
    return JSONResponse({}, background=tasks)


@app.get("/response")
def response(tasks: BackgroundTasks) -> JSONResponse:
    tasks.add_task(log.append, "response")
    return JSONResponse({})


@app.get("/here")
async def here() -> None:
    tasks = BackgroundTasks()
    tasks.add_task(log.append, "here")
    await tasks()


@app.get("/sometimes")
def sometimes(tasks: BackgroundTasks, ok: bool = True) -> None:
    tasks.add_task(log.append, "sometimes")
    if not ok:
        raise HTTPException(400)


@app.get("/caught")
def caught(tasks: BackgroundTasks) -> None:
    try:
        tasks.add_task(log.append, "caught")
        raise KeyError
    except KeyError:
        return


def kept(request: Request) -> None:
    tasks = BackgroundTasks()
    tasks.add_task(log.append, "kept")
    request.state.tasks = tasks


class Tasks:
    def add_task(self, *arguments: Any) -> None: ...


def own_tasks() -> None:
    tasks = Tasks()
    tasks.add_task(log.append, "own")


def demonstrate(client: TestClient) -> None:
    names = ["injected", "default", "given", "handed-on", "response", "here", "sometimes", "caught"]
    for name in names:
        assert client.get(f"/{name}").status_code == 200
    assert log == names
