# A dependency adds a task behind its yield, when the tasks have been run.
# outcome: silent
# fastapi: 0.121
from collections.abc import AsyncIterator, Iterator
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
log: list[str] = []


async def audited(tasks: BackgroundTasks) -> AsyncIterator[None]:
    tasks.add_task(log.append, "before")
    try:
        yield
    finally:
        tasks.add_task(log.append, "after")  # E[fastapi-background]


def note(tasks: BackgroundTasks, text: str) -> None:
    tasks.add_task(log.append, text)


def noted(tasks: BackgroundTasks) -> Iterator[str]:
    yield "noted"
    note(tasks, "noted")  # E[fastapi-background]


def ends_first(tasks: BackgroundTasks) -> Iterator[None]:
    yield
    tasks.add_task(log.append, "in time")


@app.get("/audited", dependencies=[Depends(audited)])
def read_audited(text: Annotated[str, Depends(noted)]) -> str:
    return text


@app.get("/first", dependencies=[Depends(ends_first, scope="function")])
def read_first() -> None: ...


def demonstrate(client: TestClient) -> None:
    client.get("/audited")
    client.get("/first")
    assert log == ["before", "in time"]
