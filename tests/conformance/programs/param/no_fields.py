# Parameters of classes that pydantic knows nothing of: the `Depends` is missing.
# outcome: import
# raises: AssertionError: all 4 are refused
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import Body, FastAPI
from fastapi.exceptions import FastAPIError
from sqlalchemy.orm import Session

app = FastAPI()
refused: list[str] = []


class Service:
    def __init__(self, name: str) -> None:
        self.name = name


@contextmanager
def refusal() -> Iterator[None]:
    try:
        yield
    except FastAPIError as error:
        assert "Invalid args for response field" in str(error)
        refused.append(str(error))


with refusal():

    @app.get("/session")
    def session(db: Session) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/service/{name}")
    async def service(name: str, service: Service | None = None) -> None: ...  # E[fastapi-param]


with refusal():

    @app.post("/body")
    def body(services: Annotated[list[Service], Body()]) -> None: ...  # E[fastapi-param]


with refusal():

    @app.websocket("/socket")
    async def socket(db: "Session") -> None: ...  # E[fastapi-param]


assert len(refused) < 4, "all 4 are refused"
