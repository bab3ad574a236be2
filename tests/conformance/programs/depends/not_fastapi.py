# A `Depends` and an `Annotated` that are not FastAPI's and not typing's.
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import FastAPI
from fastapi import Query as Security
from fastapi.testclient import TestClient

app = FastAPI()


class Depends:
    def __init__(self, dependency: Callable[..., Any]) -> None:
        self.dependency = dependency


def get_id() -> int:
    return 3


def describe(
    name: Annotated[str, Depends(get_id)],
    text: Any = Depends(get_id),
    more: str = Security("text"),
) -> str:
    return name


Named = Annotated[str, Depends(get_id)]


@app.get("/")
def read(name: Named, text: Annotated[str, Depends(get_id)] = "a") -> list[str]:
    return [name, text]


def demonstrate(client: TestClient) -> None:
    assert client.get("/?name=b").json() == ["b", "a"]
