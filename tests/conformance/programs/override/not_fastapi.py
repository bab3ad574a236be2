# Something else that has overrides of the same name; overrides that are only read or removed.
from collections.abc import Callable
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class Container:
    def __init__(self) -> None:
        self.dependency_overrides: dict[Any, Any] = {}


container = Container()


def get_number() -> int:
    return 1


def get_text() -> str:
    return "a"


container.dependency_overrides[get_number] = get_text
container.dependency_overrides["number"] = get_text
container.dependency_overrides.update({get_number: get_text})

overrides: dict[Callable[..., Any], Callable[..., Any]] = {get_number: lambda: 2}
app.dependency_overrides.update(overrides)
app.dependency_overrides.update(**{})
app.dependency_overrides = overrides
app.dependency_overrides = {**overrides}
app.dependency_overrides.pop(get_number)
app.dependency_overrides.get(get_number, get_text)


@app.get("/")
def read(number: int = Depends(get_number)) -> int:
    return number


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == 1
    del container.dependency_overrides[get_number]
