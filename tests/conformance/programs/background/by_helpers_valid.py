# Functions of the project that run the tasks, keep them, or give the response others.
from fastapi import BackgroundTasks, Depends, FastAPI, HTTPException
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from starlette.background import BackgroundTask

app = FastAPI()
log: list[str] = []


def audit(tasks: BackgroundTasks, event: str) -> None:
    tasks.add_task(log.append, event)


async def audit_now(tasks: BackgroundTasks, event: str) -> None:
    tasks.add_task(log.append, event)
    await tasks()


def with_tasks(response: JSONResponse, tasks: BackgroundTasks) -> None:
    response.background = tasks


def without_own(response: JSONResponse) -> None:
    response.background = None


@app.get("/answered")
def answered(tasks: BackgroundTasks) -> None:
    audit(tasks, "answered")


@app.get("/now")
async def now(tasks: BackgroundTasks) -> None:
    await audit_now(tasks, "now")
    raise HTTPException(400)


@app.get("/reset")
def reset(tasks: BackgroundTasks) -> JSONResponse:
    audit(tasks, "reset")
    response = JSONResponse({}, background=BackgroundTask(log.append, "never"))
    without_own(response)
    return response


@app.get("/reset-later")
def reset_later(tasks: BackgroundTasks) -> JSONResponse:
    tasks.add_task(log.append, "reset-later")
    response = JSONResponse({})
    response.background = BackgroundTask(log.append, "never")
    without_own(response)
    return response


@app.get("/given")
def given() -> JSONResponse:
    tasks = BackgroundTasks()
    audit(tasks, "given")
    response = JSONResponse({})
    with_tasks(response, tasks)
    return response


@app.get("/named")
def named() -> JSONResponse:
    return JSONResponse({}, background=(tasks := BackgroundTasks()), status_code=added(tasks))


def added(tasks: BackgroundTasks) -> int:
    tasks.add_task(log.append, "named")
    return 200


class KeptTasks(BackgroundTasks):
    kept: list[BackgroundTasks] = []

    def __init__(self) -> None:
        super().__init__()
        self.kept.append(self)


@app.get("/kept")
async def kept() -> None:
    tasks = KeptTasks()
    tasks.add_task(log.append, "kept")
    for each in KeptTasks.kept:
        await each()


class Reports:
    def __init__(self) -> None:
        self.reports_to_run = BackgroundTasks()

    def send(self) -> None:
        self.reports_to_run.add_task(log.append, "report")


@app.get("/report")
def send_report(reports: Reports = Depends()) -> JSONResponse:
    reports.send()
    return JSONResponse({}, background=reports.reports_to_run)


def test_audit() -> None:
    audit(BackgroundTasks(), "tested")  # All that is wanted is that it does not fail.


def demonstrate(client: TestClient) -> None:
    names = ["answered", "now", "reset", "reset-later", "given", "named", "kept", "report"]
    for name in names:
        client.get(f"/{name}")
    assert log == names
    test_audit()
