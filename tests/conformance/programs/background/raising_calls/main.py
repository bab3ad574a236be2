# What always raises may stand in a function of its own, which another module has.
# outcome: silent
from __future__ import annotations

from fastapi import BackgroundTasks, FastAPI, HTTPException
from fastapi.testclient import TestClient

from . import errors
from .errors import Errors, check, raise_404, unauthorized

app = FastAPI()
ran: list[int] = []


def done(number: int) -> None:
    ran.append(number)


class Lenient(Errors):
    def refuse(self) -> None: ...


@app.get("/wrong/0")
def declared(tasks: BackgroundTasks, name: str = "a") -> str:
    if name:
        tasks.add_task(done, 0)  # E[fastapi-background]
        raise_404()
    return name


@app.get("/wrong/1")
def not_annotated(tasks: BackgroundTasks, name: str = "a") -> str:
    if name:
        tasks.add_task(done, 1)  # E[fastapi-background]
        errors.bad_request("x")
    return name


@app.get("/wrong/2")
async def awaited(tasks: BackgroundTasks, name: str = "a") -> str:
    if name:
        tasks.add_task(done, 2)  # E[fastapi-background]
        await unauthorized()
    return name


@app.get("/wrong/3")
def returned(tasks: BackgroundTasks) -> str:
    tasks.add_task(done, 3)  # E[fastapi-background]
    return raise_404()


@app.get("/wrong/4")
def of_class(tasks: BackgroundTasks, name: str = "a") -> str:
    if name:
        tasks.add_task(done, 4)  # E[fastapi-background]
        Errors.gone()
    return name


@app.get("/right/0")
def conditional(tasks: BackgroundTasks, name: str = "") -> str:
    tasks.add_task(done, 0)
    check(name)
    return name


@app.get("/right/1")
def caught(tasks: BackgroundTasks) -> str:
    try:
        tasks.add_task(done, 1)
        raise_404()
    except HTTPException:
        return "caught"


@app.get("/right/2")
def overridden(tasks: BackgroundTasks) -> str:
    tasks.add_task(done, 2)
    lenient: Errors = Lenient()
    lenient.refuse()
    return "kept"


def demonstrate(client: TestClient) -> None:
    for number in range(5):
        assert client.get(f"/wrong/{number}").status_code >= 400
    assert ran == []
    for number in range(3):
        assert client.get(f"/right/{number}").status_code == 200
    assert ran == [0, 1, 2]
