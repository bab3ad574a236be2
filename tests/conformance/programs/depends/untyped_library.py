# Dependencies that come out of untyped code.
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class Container:
    def __getattr__(self, name: str) -> Any:
        return lambda: name


def inject(function):
    return function


def provider(name):
    def get():
        return name

    return get


container: Any = Container()
services = Container()
registry: dict[str, Any] = {"get": lambda: 3}


@inject
def get_id() -> int:
    return 3


@app.get("/")
def read(
    a: Annotated[int, Depends(container.number)],
    b: Annotated[int, Depends(services.number)],
    c: Annotated[int, Depends(provider("text"))],
    d: Annotated[str, Depends(registry["get"])],
    e: Annotated[str, Depends(get_id)],
    f: bytes = Depends(container["number"] if app.debug else container.number),
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["str", "str", "str", "int", "int", "str"]
