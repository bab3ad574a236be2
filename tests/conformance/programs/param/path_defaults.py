# A path parameter always has a value.
# outcome: import
# raises: AssertionError: all 6 are refused
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import FastAPI, Path

app = FastAPI()
refused: list[str] = []
ItemId = Annotated[int, Path(ge=1)]


@contextmanager
def refusal() -> Iterator[None]:
    try:
        yield
    except AssertionError as error:
        assert "Path parameters cannot have" in str(error)
        refused.append(str(error))


with refusal():

    @app.get("/annotated/{item_id}")
    def annotated(item_id: Annotated[int, Path(1)]) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/default/{item_id}")
    def by_default(item_id: int = Path(default=1)) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/none/{item_id}")
    def none(item_id: int | None = Path(None)) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/beside/{item_id}")
    def beside(item_id: Annotated[int, Path()] = 1) -> None: ...  # E[fastapi-param]


with refusal():

    @app.websocket("/alias/{item_id}")
    async def alias(item_id: ItemId = 1) -> None: ...  # E[fastapi-param]


def by_name(item_id: ItemId = 1) -> None: ...  # E[fastapi-param]


with refusal():
    app.add_api_route("/name/{item_id}", by_name)


assert len(refused) < 6, "all 6 are refused"
