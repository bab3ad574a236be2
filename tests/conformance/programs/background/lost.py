# Tasks that nobody runs.
# outcome: silent
from fastapi import BackgroundTasks, Depends, FastAPI, HTTPException
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from starlette.background import BackgroundTask

app = FastAPI()
log: list[str] = []


@app.get("/dropped")
def dropped() -> None:
    tasks = BackgroundTasks()  # E[fastapi-background]
    tasks.add_task(log.append, "dropped")


@app.get("/nameless")
async def nameless() -> None:
    BackgroundTasks().add_task(log.append, "nameless")  # E[fastapi-background]


@app.get("/raised")
def raised(tasks: BackgroundTasks) -> None:
    tasks.add_task(log.append, "raised")  # E[fastapi-background]
    raise HTTPException(400)


@app.get("/branch")
def branch(tasks: BackgroundTasks, ok: bool = False) -> None:
    if not ok:
        tasks.add_task(log.append, "branch")  # E[fastapi-background]
        raise HTTPException(400)
    tasks.add_task(log.append, "ok")


def guard(tasks: BackgroundTasks) -> None:
    tasks.add_task(log.append, "guard")  # E[fastapi-background]
    raise HTTPException(401)


@app.get("/guarded", dependencies=[Depends(guard)])
def guarded() -> None: ...


@app.get("/beside")
def beside(tasks: BackgroundTasks) -> JSONResponse:
    tasks.add_task(log.append, "beside")
    return JSONResponse({}, background=BackgroundTask(log.append, "own"))  # E[fastapi-background]


def demonstrate(client: TestClient) -> None:
    for path in ("dropped", "nameless", "raised", "branch", "guarded", "beside"):
        client.get(f"/{path}")
    assert log == ["own"]
