# Functions of the project add the tasks, and nobody runs them.
# outcome: silent
from fastapi import BackgroundTasks, Depends, FastAPI, HTTPException
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from starlette.background import BackgroundTask

app = FastAPI()
log: list[str] = []


def audit(tasks: BackgroundTasks, event: str) -> None:
    tasks.add_task(log.append, event)


async def audit_later(event: str, *, tasks: BackgroundTasks) -> None:
    audit(tasks, event)


class Mailer:
    def welcome(self, tasks: BackgroundTasks, name: str) -> None:
        tasks.add_task(log.append, name)


mailer = Mailer()


@app.get("/raised")
def raised(tasks: BackgroundTasks) -> None:
    audit(tasks, "raised")  # E[fastapi-background]
    raise HTTPException(400)


@app.get("/branch")
async def branch(tasks: BackgroundTasks, ok: bool = False) -> None:
    if not ok:
        await audit_later("branch", tasks=tasks)  # E[fastapi-background]
        raise HTTPException(400)
    await audit_later("ok", tasks=tasks)


def guard(tasks: BackgroundTasks) -> None:
    mailer.welcome(tasks, "guard")  # E[fastapi-background]
    raise HTTPException(401)


@app.get("/guarded", dependencies=[Depends(guard)])
def guarded() -> None: ...


@app.get("/beside")
def beside(tasks: BackgroundTasks) -> JSONResponse:
    audit(tasks, "beside")
    return JSONResponse({}, background=BackgroundTask(log.append, "own"))  # E[fastapi-background]


@app.get("/dropped")
def dropped() -> None:
    tasks = BackgroundTasks()  # E[fastapi-background]
    audit(tasks, "dropped")


@app.get("/nameless")
def nameless() -> None:
    audit(BackgroundTasks(), "nameless")  # E[fastapi-background]


class NamedTasks(BackgroundTasks):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


@app.get("/derived")
def derived() -> None:
    tasks = NamedTasks("mail")  # E[fastapi-background]
    tasks.add_task(log.append, "derived")


class Reports:
    def __init__(self) -> None:
        self.reports_to_send = BackgroundTasks()  # E[fastapi-background]

    def send(self) -> None:
        self.reports_to_send.add_task(log.append, "report")


@app.get("/reports")
def send_reports(reports: Reports = Depends()) -> None:
    reports.send()


def demonstrate(client: TestClient) -> None:
    names = ["raised", "branch", "guarded", "beside", "dropped", "nameless", "derived", "reports"]
    for name in names:
        client.get(f"/{name}")
    assert log == ["own"]
