# Markers on what FastAPI passes itself.
# outcome: import
# raises: AssertionError: all 6 are refused
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import BackgroundTasks, Body, FastAPI, Header, Query, Request, Response, WebSocket
from fastapi.responses import JSONResponse
from fastapi.security import SecurityScopes

app = FastAPI()
refused: list[str] = []


@contextmanager
def refusal() -> Iterator[None]:
    try:
        yield
    except AssertionError as error:
        assert "Cannot specify FastAPI annotation for type" in str(error)
        refused.append(str(error))


with refusal():

    @app.get("/request")
    def request(request: Annotated[Request, Query()]) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/default")
    def default(request: Request = Body()) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/response")
    def response(response: Annotated[Response, Header()]) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/subclass")
    def subclass(response: Annotated[JSONResponse, Body()]) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/tasks")
    def tasks(
        tasks: "Annotated[BackgroundTasks, Body()]",  # E[fastapi-param]
        scopes: SecurityScopes,
    ) -> None: ...


with refusal():

    @app.websocket("/socket")
    async def socket(websocket: WebSocket = Query()) -> None: ...  # E[fastapi-param]


assert len(refused) < 6, "all 6 are refused"
