# `Field()` in `Annotated`, in models, and where FastAPI does not look.
# fastapi: 0.157
from typing import Annotated

from fastapi import Depends, FastAPI, Query
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field, validate_call
from pydantic.dataclasses import dataclass

app = FastAPI()


class Item(BaseModel):
    name: str = Field("a", max_length=3)


@dataclass
class Sizes:
    width: int = Field(1)


@validate_call
def checked(number: int = Field(gt=0)) -> int:
    return number


def twice(number: int = Field(1)) -> int:
    return 2


@app.get("/")
def read(
    filters: Annotated[Item, Query()],
    hours: Annotated[int, Field(gt=0)] = 1,
    sizes: Sizes = Depends(),
    item: Item = Depends(),
) -> list[object]:
    return [hours, sizes.width, item.name, filters.name, checked(3), twice()]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == [1, 1, "a", "a", 3, 2]
