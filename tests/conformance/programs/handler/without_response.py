# An exception handler has to return a response: Starlette calls what it gets.
# outcome: 500
import logging
from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.testclient import TestClient

logger = logging.getLogger(__name__)


class Missing(Exception):
    pass


class Broken(Exception):
    pass


class Locked(Exception):
    pass


class Gone(Exception):
    pass


async def on_gone(request: Request, error: Exception):
    return "gone"  # E[fastapi-handler]


def on_teapot(request: Request, error: Exception) -> dict[str, str]:
    return {"detail": str(error)}  # E[fastapi-handler]


app = FastAPI(exception_handlers={Gone: on_gone})
app.exception_handlers[418] = on_teapot


@app.exception_handler(Missing)
async def on_missing(request: Request, error: Missing) -> Any:
    return {"detail": "missing"}  # E[fastapi-handler]


@app.exception_handler(Locked)
async def on_locked(request: Request, error: Locked) -> Any:
    if request.method == "HEAD":
        return Response(status_code=423)
    return {"detail": "locked"}, 423  # E[fastapi-handler]


def on_broken(request: Request, error: Exception) -> Any:
    answer = {"detail": "broken"}
    return answer  # E[fastapi-handler]


app.add_exception_handler(Broken, on_broken)


@app.get("/{kind}")
def read(kind: str) -> None:
    errors = {"missing": Missing, "broken": Broken, "locked": Locked, "gone": Gone}
    if kind in errors:
        raise errors[kind]
    raise HTTPException(418)


def demonstrate(client: TestClient) -> None:
    for path in ("/missing", "/locked", "/broken", "/gone", "/teapot"):
        assert client.get(path).status_code == 500, path
