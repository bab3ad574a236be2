# Models of pydantic 1.
# outcome: import
# fastapi: 0.128
# raises: AssertionError: all 4 are refused
from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import FastAPI
from fastapi.exceptions import PydanticV1NotSupportedError
from pydantic.v1 import BaseModel

app = FastAPI()
refused: list[str] = []


class Item(BaseModel):
    name: str


@contextmanager
def refusal() -> Iterator[None]:
    try:
        yield
    except PydanticV1NotSupportedError as error:
        refused.append(str(error))


with refusal():

    @app.post("/model")
    def model(item: Item) -> None: ...  # E[fastapi-param]


with refusal():

    @app.post("/union")
    def union(item: dict[str, str] | Item) -> None: ...  # E[fastapi-param]


with refusal():

    @app.post("/sequence")
    def sequence(items: list[Item]) -> None: ...  # E[fastapi-param]


with refusal():

    @app.post("/optional")
    def optional(item: Item | None = None) -> None: ...  # E[fastapi-param]


assert len(refused) < 4, "all 4 are refused"
