# Generic aliases, used rightly.
from typing import Annotated, Any, TypeVar

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
T = TypeVar("T")
K = TypeVar("K")


class Box(dict[str, int]):
    pass


def get_box() -> Box:
    return Box(a=1)


def anything() -> Any:
    return 3


Injected = Annotated[T, Depends(get_box)]
Mapped = Annotated[dict[K, T], Depends(get_box)]
Loose = Annotated[T, Depends(anything)]
Renamed = Injected[Box]


@app.get("/")
def read(
    a: Injected[Box],
    b: Injected[dict[str, int]],
    c: Mapped[str, int],
    d: Loose[str],
    e: Renamed,
    f: Injected[Box | None],
    g: "Injected[Box]",
    h: Injected,
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f, g, h)]


def demonstrate(client: TestClient) -> None:
    names = ["Box", "Box", "Box", "int", "Box", "Box", "Box", "Box"]
    assert client.get("/").json() == names
