# Overrides do not change what a parameter is checked against.
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class Clock:
    def now(self) -> int:
        return 1


class FakeClock(Clock):
    def now(self) -> int:
        return 2


def get_clock() -> Clock:
    return Clock()


def get_fake_clock() -> Iterator[FakeClock]:
    yield FakeClock()


@app.get("/")
def read(clock: Annotated[Clock, Depends(get_clock)]) -> int:
    return clock.now()


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == 1
    app.dependency_overrides = {get_clock: get_fake_clock}
    assert client.get("/").json() == 2
    app.dependency_overrides[get_clock] = lambda: FakeClock()
    assert client.get("/").json() == 2
    app.dependency_overrides.clear()
