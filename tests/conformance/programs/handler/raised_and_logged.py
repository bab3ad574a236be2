# A middleware that raises an HTTPException, behind one that only logs what it sees.
# outcome: 500
import logging
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from fastapi.testclient import TestClient
from starlette.middleware.base import BaseHTTPMiddleware

app = FastAPI()
logger = logging.getLogger(__name__)
Next = Callable[[Request], Awaitable[Response]]


class Logging(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Next) -> Response:
        try:
            return await call_next(request)
        except Exception as error:
            logger.error("failed: %s", error)
            raise


class OnlyJson(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Next) -> Response:
        if request.method == "POST":
            if request.headers.get("content-type") != "application/json":
                from fastapi import HTTPException

                raise HTTPException(415)  # E[fastapi-handler]
        return await call_next(request)


app.add_middleware(OnlyJson)
app.add_middleware(Logging)


@app.post("/items")
def create_item() -> None: ...


def demonstrate(client: TestClient) -> None:
    assert client.post("/items", json={}).status_code == 200
    client.post("/items", content="x")
