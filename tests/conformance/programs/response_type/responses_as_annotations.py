# Annotations that are responses are no models, and scoped routers leave them out of unions.
import functools
from collections.abc import Callable, Iterator
from typing import Any

from fastapi import APIRouter, FastAPI, Response
from fastapi.responses import JSONResponse, StreamingResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel
from scoped_fastapi import ScopedFastAPI, ScopedRoute, ScopedRouter

app = FastAPI()
scoped_app = ScopedFastAPI()
router = ScopedRouter(prefix="/scoped")
routed = APIRouter(prefix="/routed", route_class=ScopedRoute)


class User(BaseModel):
    name: str


class Pdf(Response):
    media_type = "application/pdf"


Answer = User | JSONResponse


@app.get("/response")
def response() -> Response:
    return Response()


@app.get("/subclass")
async def subclass() -> Pdf:
    return Pdf()


@app.get("/string")
def string() -> "StreamingResponse":
    return StreamingResponse(iter(["a"]))


@app.get("/none", response_model=None)
def none() -> Response | dict[str, int]:
    return {}


@app.get("/model", response_model=User)
def model() -> Response | User:
    return Response()


@router.get("/union")
def union() -> Response | User:
    return User(name="a")


@router.get("/alias")
def alias() -> Answer:
    return User(name="a")


@router.get("/optional")
def optional() -> Response | None:
    return Response()


@scoped_app.get("/app")
def in_scoped_app() -> Pdf | dict[str, int]:
    return {}


@routed.get("/class")
def in_scoped_route() -> Pdf | dict[str, int]:
    return {}


app.include_router(router)
app.include_router(routed)


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).status_code == 200, path
