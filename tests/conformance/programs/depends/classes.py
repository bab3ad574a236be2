# A class as a dependency provides its instance; `Depends()` takes the class of the parameter.
# outcome: silent
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


@app.get("/wrong")
def wrong(
    a: Annotated[Filters, Depends(Pages)],  # E[fastapi-depends]
    b: Annotated[str, Depends(Pages)],  # E[fastapi-depends]
    c: Annotated[type[Pages], Depends(Pages)],  # E[fastapi-depends]
    d: Annotated[Pair, Depends(Model)],  # E[fastapi-depends]
    e: Model = Depends(Filters),  # E[fastapi-depends]
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/wrong").json() == ["Pages", "Pages", "Pages", "Model", "Filters"]
