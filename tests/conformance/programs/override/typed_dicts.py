# A TypedDict is a type like others, whichever way a checker shows it.
# outcome: silent
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from typing_extensions import TypedDict

app = FastAPI()


class Size(TypedDict):
    width: int


class Box(Size):
    height: int


def get_size() -> Size:
    return {"width": 1}


def get_other_size() -> Size:
    return {"width": 2}


def get_box() -> Box:
    return {"width": 3, "height": 4}


def get_names() -> list[str]:
    return ["a"]


def get_number() -> int:
    return 3


@app.get("/size")
def read_size(
    size: Annotated[Size, Depends(get_size)],
    other: Annotated[Size, Depends(get_other_size)],
    names: Annotated[list[str], Depends(get_names)],
) -> str:
    return f"{size} {other} {names}"


app.dependency_overrides[get_size] = get_number  # E[fastapi-override]
app.dependency_overrides[get_names] = get_size  # E[fastapi-override]
app.dependency_overrides[get_other_size] = get_box


def demonstrate(client: TestClient) -> None:
    text = "3 {'width': 3, 'height': 4} {'width': 1}"
    assert client.get("/size").json() == text
