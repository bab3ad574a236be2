# What is passed to a Depends is another rule's business; a marker elsewhere is none.
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


def Query(default: Any = None) -> Any:
    """Not the one of FastAPI."""
    return default


def get_number(limit: int = Query(3)) -> int:
    return limit


def number_or_more(more: int = 0) -> Any:
    def provide() -> int:
        return get_number() + more

    return provide


@dataclass
class Settings:
    number: int = Query(4)


@app.get("/")
def read(number: Annotated[int, Depends(number_or_more())]) -> list[int]:
    return [number, get_number(), Settings().number]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == [3, 3, 4]
