# Routers of one's own that hand FastAPI what is written, or nearly so.
# outcome: silent
from collections.abc import Callable
from typing import Any, get_type_hints

from fastapi import APIRouter, FastAPI, Request, Response, status
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

Handler = Callable[..., Any]


class ScopedStack(APIRoute):
    """Does something before and after each request."""

    def get_route_handler(self) -> Callable[[Request], Any]:
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            request.state.stack = []
            response: Response = await handler(request)
            return response

        return handle


class Defaulting(APIRouter):
    """As Prefect's: sets a default here and there."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("route_class", ScopedStack)
        super().__init__(**kwargs)

    def add_api_route(self, path: str, endpoint: Handler, **kwargs: Any) -> None:
        if kwargs.get("status_code") == status.HTTP_204_NO_CONTENT:
            kwargs["response_class"] = Response
        if kwargs.get("response_model") is None:
            kwargs["response_model"] = get_type_hints(endpoint).get("return")
        return super().add_api_route(path, endpoint, **kwargs)


class Slashes(APIRouter):
    """Registers each path with and without its last slash."""

    def api_route(self, path: str, **kwargs: Any) -> Callable[[Any], Any]:
        add = super().api_route
        without = add(path.rstrip("/"), **kwargs)
        with_slash = add(path.rstrip("/") + "/", include_in_schema=False, **_without(kwargs))

        def decorate(endpoint: Any) -> Any:
            without(endpoint)
            return with_slash(endpoint)

        return decorate


def _without(options: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in options.items() if key != "include_in_schema"}


class Permitted(APIRouter):
    """Takes an option of its own and drops it."""

    def get(self, path: str, *, permission: str = "", **kwargs: Any) -> Callable[[Any], Any]:
        return super().get(path, **kwargs)


class Documented(APIRouter):
    """Only looks at the endpoint."""

    def add_api_route(self, path: str, endpoint: Handler, **kwargs: Any) -> None:
        kwargs["summary"] = endpoint.__name__
        endpoint.__doc__ = "Something."
        super().add_api_route(path, endpoint, **kwargs)


class Silent(APIRouter):
    """Overrides what has to do with websockets only."""

    def add_api_websocket_route(
        self, path: str, endpoint: Handler, *args: Any, **kwargs: Any
    ) -> None:
        super().add_api_websocket_route(path, endpoint, *args, **kwargs)


def protected(method: Any, path: str, scopes: list[str], **options: Any) -> Callable[[Any], Any]:
    def decorate(endpoint: Any) -> Any:
        return method(path, tags=scopes, **options)(endpoint)

    return decorate


class Api:
    """A decorator object."""

    def __init__(self, router: APIRouter) -> None:
        self.router = router

    def read(self, path: str, **options: Any) -> Callable[[Any], Any]:
        return self.router.get(path, **options)


defaulting = Defaulting(prefix="/defaulting")
slashes = Slashes(prefix="/slashes")
permitted = Permitted(prefix="/permitted")
documented = Documented(prefix="/documented")
silent = Silent(prefix="/silent")
plain = APIRouter(prefix="/plain")
api = Api(plain)


@defaulting.delete("/{item_id}", status_code=204)
def remove(item_id: int):
    return str(item_id)  # E[fastapi-no-body]


@defaulting.get("/{item_id}")  # E[fastapi-path]
def read_defaulting() -> str:
    return "a"


@slashes.get("/{item_id}")  # E[fastapi-path]
def read_slashes() -> str:
    return "a"


@permitted.get("/{item_id}", permission="read")  # E[fastapi-path]
def read_permitted() -> str:
    return "a"


@documented.get("/{item_id}")  # E[fastapi-path]
def read_documented() -> str:
    return "a"


@silent.get("/{item_id}")  # E[fastapi-path]
def read_silent() -> str:
    return "a"


@protected(plain.get, "/protected/{item_id}", ["read"])  # E[fastapi-path]
def read_protected() -> str:
    return "a"


app = FastAPI()
for router in (defaulting, slashes, permitted, documented, silent, plain):
    app.include_router(router)


def demonstrate(client: TestClient) -> None:
    assert client.delete("/defaulting/3").content == b""
    for name in ("defaulting", "slashes", "permitted", "documented", "silent", "plain/protected"):
        assert client.get(f"/{name}/3").json() == "a"
