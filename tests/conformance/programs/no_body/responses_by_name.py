# The additional responses have a name, or are put together from others.
# outcome: import
# raises: AssertionError: all 4 are refused
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from fastapi import APIRouter, FastAPI
from pydantic import BaseModel

app = FastAPI()
refused: list[str] = []


@contextmanager
def refusal() -> Iterator[None]:
    try:
        yield
    except AssertionError as error:
        refused.append(str(error))


class Problem(BaseModel):
    detail: str


GONE: dict[int | str, dict[str, Any]] = {
    204: {"model": Problem},  # E[fastapi-no-body]
    404: {"model": Problem},
}
OTHER = {"description": "other", "model": Problem}
COMMON: dict[int | str, dict[str, Any]] = {304: {"description": "as before"}, 404: OTHER}

with refusal():

    @app.get("/by-name", responses=GONE)
    def by_name() -> None: ...


with refusal():

    @app.get("/put-together", responses={404: {"model": Problem}, **GONE})
    def put_together() -> None: ...


with refusal():

    @app.get("/entry", responses={**COMMON, 205: OTHER})  # E[fastapi-no-body]
    def entry() -> None: ...


with refusal():
    router = APIRouter(responses=GONE)

    @router.get("/router")
    def of_router() -> None: ...


@app.get("/common", responses=COMMON)
def common() -> None: ...


assert len(refused) < 4, f"all {len(refused)} are refused"
