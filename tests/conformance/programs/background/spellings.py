# Tasks that never run, in other ways.
# outcome: silent
import fastapi as f
from fastapi import BackgroundTasks as BT
from fastapi import Depends, FastAPI, HTTPException, background
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from starlette.background import BackgroundTask

RUN: list[str] = []


def work(what: str = "x") -> None:
    RUN.append(what)


app = FastAPI()


@app.get("/renamed")
def renamed() -> None:
    tasks = BT()  # E[fastapi-background]
    tasks.add_task(work, "renamed")


@app.get("/attribute")
async def attribute() -> None:
    tasks = f.BackgroundTasks()  # E[fastapi-background]
    tasks.add_task(work)


@app.get("/module")
def module() -> None:
    tasks: background.BackgroundTasks = background.BackgroundTasks()  # E[fastapi-background]
    tasks.add_task(work)


@app.get("/chained")
def chained() -> None:
    f.BackgroundTasks().add_task(work)  # E[fastapi-background]


@app.get("/walrus")
def walrus() -> None:
    (tasks := f.BackgroundTasks()).add_task(work)  # E[fastapi-background]
    tasks.add_task(work)


@app.get("/single")
def single() -> None:
    BackgroundTask(work)  # E[fastapi-background]


@app.get("/single2")
def single2() -> None:
    task = BackgroundTask(work)  # E[fastapi-background]


@app.get("/loop")
def loop() -> None:
    tasks = f.BackgroundTasks()  # E[fastapi-background]
    for i in range(3):
        if i:
            tasks.add_task(work)


@app.get("/raises")
def raises(tasks: BT) -> None:
    tasks.add_task(work)  # E[fastapi-background]
    raise HTTPException(400)


@app.get("/raises2")
def raises2(tasks: f.BackgroundTasks, a: int = 1) -> str:
    if a == 1:
        tasks.add_task(work)  # E[fastapi-background]
        raise HTTPException(400)
    return ""


@app.get("/except")
def caught(tasks: BT) -> str:
    try:
        return str(int("x"))
    except ValueError:
        tasks.add_task(work)  # E[fastapi-background]
        raise


@app.get("/both")
def both(tasks: BT) -> JSONResponse:
    tasks.add_task(work)
    return JSONResponse({}, background=BackgroundTask(print))  # E[fastapi-background]


@app.get("/both2")
def both2(tasks: BT) -> JSONResponse:
    tasks.add_task(work)
    task = BackgroundTask(print)
    return JSONResponse({}, background=task)  # E[fastapi-background]


@app.get("/both3")
def both3(tasks: BT) -> JSONResponse:
    tasks.add_task(work)
    answer = JSONResponse({}, background=BackgroundTask(print))
    return answer  # E[fastapi-background]


def dependency(tasks: BT) -> None:
    tasks.add_task(work)  # E[fastapi-background]
    raise HTTPException(401)


@app.get("/dependency", dependencies=[Depends(dependency)])
def of_dependency() -> None: ...


class Service:
    def run(self) -> None:
        tasks = BT()  # E[fastapi-background]
        tasks.add_task(work)


@app.get("/service")
def service() -> None:
    Service().run()


def make() -> None:
    tasks = BT()  # E[fastapi-background]

    def later() -> None:
        tasks.add_task(work)

    later()


@app.get("/inner")
def inner() -> None:
    make()


def demonstrate(client: TestClient) -> None:
    paths = "renamed attribute module chained walrus single single2 loop raises raises2 both both2 both3 dependency service inner"
    for path in paths.split():
        client.get(f"/{path}")
        assert RUN == [], path
