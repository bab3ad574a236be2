# A class as a dependency provides its instance; `Depends()` takes the class of the parameter.
from dataclasses import dataclass
from typing import Annotated, NamedTuple

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Pages:
    def __init__(self, page: int = 1) -> None:
        self.page = page

    def __call__(self) -> str:
        return "called"


class Sized(Pages):
    pass


@dataclass
class Filters:
    name: str = ""


class Model(BaseModel):
    name: str = ""


class Pair(NamedTuple):
    left: int = 1


@app.get("/right")
def right(
    a: Annotated[Pages, Depends()],
    b: Annotated[Pages, Depends(Pages)],
    c: Annotated[Pages, Depends(Sized)],
    d: Annotated[Filters, Depends()],
    e: Annotated[Model, Depends()],
    f: Annotated[Pair, Depends()],
    g: Annotated[tuple[int], Depends(Pair)],
    h: Pages = Depends(),
    i: Filters = Depends(Filters),
    j: "Sized" = Depends(),
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f, g, h, i, j)]


def demonstrate(client: TestClient) -> None:
    names = ["Pages", "Pages", "Sized", "Filters", "Model", "Pair", "Pair"]
    assert client.get("/right").json() == [*names, "Pages", "Filters", "Sized"]
