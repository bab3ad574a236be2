# Path parameters that may be read from the request.
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Request, WebSocket
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from starlette.requests import HTTPConnection
from starlette.responses import Response

app = FastAPI()


@app.get("/direct/{name}")
def direct(request: Request) -> str:
    return str(request.path_params["name"])


@app.get("/scope/{name}")
def through_scope(request: Request) -> str:
    return str(request.scope["path_params"]["name"])


@app.get("/url/{name}")
def through_url(request: Request) -> str:
    return request.url.path.rpartition("/")[2]


def read_name(request: HTTPConnection) -> str:
    return str(request.path_params["name"])


@app.get("/passed/{name}")
def passed_on(request: Request) -> str:
    return read_name(request)


@app.get("/dependency/{name}")
def in_dependency(name: Annotated[str, Depends(read_name)]) -> str:
    return name


class Permission:
    async def __call__(self, request: Request) -> bool:
        return bool(request.path_params["name"])


@app.get("/permission/{name}", dependencies=[Depends(Permission())])
def permission() -> str:
    return "a"


def named(function: Callable[..., str]) -> Callable[..., str]:
    def read(request: Request) -> str:
        return function(request.path_params["name"])

    return read


@app.get("/decorated/{name}")
@named
def decorated(value: str) -> str:
    return value


def checked(function: Callable[..., str]) -> Callable[..., str]:
    @wraps(function)
    def check(*args: Any, **kwargs: Any) -> str:
        return function(*args, **kwargs)

    return check


@app.get("/wrapped/{name}")
@checked
def wrapped(name: str) -> str:
    return name


class Named(APIRoute):
    def get_route_handler(self) -> Callable[[Request], Any]:
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            request.scope["state"] = dict(request.path_params)
            result: Response = await handler(request)
            return result

        return handle


other = FastAPI()
other.router.route_class = Named


@other.router.get("/route-class/{name}")
def by_route_class(request: Request) -> str:
    return str(request.state.name)


app.mount("/other", other)


@app.websocket("/sockets/{name}")
async def socket(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_text(websocket.path_params["name"])
    await websocket.close()


def demonstrate(client: TestClient) -> None:
    for kind in (
        *("direct", "scope", "url", "passed", "dependency", "permission", "decorated", "wrapped"),
        "other/route-class",
    ):
        assert client.get(f"/{kind}/a").json() == "a"
    with client.websocket_connect("/sockets/a") as connection:
        assert connection.receive_text() == "a"
