# Routers of one's own that hand FastAPI another handler, path or option than is written.
# fastapi: 0.137
import inspect
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, FastAPI, Request, Response, WebSocket
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from pydantic import BaseModel

Handler = Callable[..., Any]


class Item(BaseModel):
    name: str


class Result(BaseModel):
    data: Any


def in_result(endpoint: Handler) -> Handler:
    @wraps(endpoint)
    def call(*args: Any, **kwargs: Any) -> Any:
        return {"data": endpoint(*args, **kwargs)}

    call.__annotations__ = {**endpoint.__annotations__, "return": Result}
    call.__signature__ = inspect.signature(endpoint)  # type: ignore[attr-defined]
    return call


class Wrapping(APIRouter):
    """Wraps what it is given."""

    def add_api_route(self, path: str, endpoint: Handler, **kwargs: Any) -> None:
        super().add_api_route(path, in_result(endpoint), **kwargs)


class WrappingForPythonOnly(APIRouter):
    """Says nothing of it to type checkers."""

    if not TYPE_CHECKING:

        def add_api_route(self, path: str, endpoint: Handler, **kwargs: Any) -> None:
            return super().add_api_route(path, in_result(endpoint), **kwargs)


class Modelling(APIRouter):
    """Sets the response model itself."""

    def api_route(self, path: str, **kwargs: Any) -> Callable[[Any], Any]:
        kwargs["response_model"] = None
        return super().api_route(path, **kwargs)


class Versioned(APIRouter):
    """Puts a parameter before each path."""

    def add_api_route(self, path: str, endpoint: Handler, **kwargs: Any) -> None:
        super().add_api_route("/{version}" + path, endpoint, **kwargs)


class Greeting(APIRouter):
    """Gives the handlers of its websockets the names from the path."""

    def add_api_websocket_route(
        self, path: str, endpoint: Handler, *args: Any, **kwargs: Any
    ) -> None:
        async def greet(websocket: WebSocket, name: str) -> None:
            await websocket.accept()
            await websocket.send_text(f"hello {name}")
            await endpoint(websocket)

        super().add_api_websocket_route(path, greet, *args, **kwargs)


class ResultRoute(APIRoute):
    """Wraps the handler in the route."""

    def __init__(self, path: str, endpoint: Handler, **kwargs: Any) -> None:
        kwargs["response_model"] = Result
        super().__init__(path, in_result(endpoint), **kwargs)


class WithoutFastAPI(APIRoute):
    """Answers without FastAPI."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        async def answer(request: Request) -> Response:
            return JSONResponse({"name": self.endpoint(**request.path_params)["title"]})

        return answer


class ResultRouter(APIRouter):
    """Sets the route class itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.route_class = ResultRoute


wrapping = Wrapping()
for_python = WrappingForPythonOnly(prefix="/python")
modelling = Modelling()
versioned = Versioned()
greeting = Greeting()
by_option = APIRouter(route_class=ResultRoute)
by_class = ResultRouter(prefix="/class")
own = APIRouter(route_class=WithoutFastAPI)


@wrapping.get("/wrapped", response_model=Result)
def wrapped() -> list[int]:
    return [1]


@for_python.get("/wrapped", response_model=Result)
def wrapped_for_python() -> list[int]:
    return [1]


@modelling.get("/modelled", response_model=Item)
def modelled() -> list[int]:
    return [1]


@versioned.get("/versioned/{name}")
def in_version(name: str, version: str) -> str:
    return f"{name} {version}"


@greeting.websocket("/greeting/{name}")
async def greeted(websocket: WebSocket) -> None:
    await websocket.close()


@by_option.get("/option", response_model=Result)
def with_option() -> list[int]:
    return [1]


@by_class.get("/it", response_model=Result)
def with_class() -> list[int]:
    return [1]


@own.get("/own/{name}", response_model=Item)
def answered(name: str) -> dict[str, str]:
    return {"title": name}


app = FastAPI()
for router in (wrapping, for_python, modelling, versioned, greeting, by_option, by_class, own):
    app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for path in ("/wrapped", "/python/wrapped", "/option", "/class/it"):
        assert client.get(path).json() == {"data": [1]}
    assert client.get("/modelled").json() == [1]
    assert client.get("/v1/versioned/a").json() == "a v1"
    assert client.get("/own/a").json() == {"name": "a"}
    with client.websocket_connect("/greeting/b") as websocket:
        assert websocket.receive_text() == "hello b"
