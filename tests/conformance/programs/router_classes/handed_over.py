# Decorators of the project that are handed a router, its bound method, or what gives it later.
# outcome: silent
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

F = TypeVar("F", bound=Callable[..., Any])
app = FastAPI()
router = APIRouter(prefix="/items")


def protected(method: Any, path: str, **options: Any) -> Callable[[F], F]:
    def decorate(endpoint: F) -> F:
        method(path, **options)(endpoint)
        return endpoint

    return decorate


def lazily(get_method: Callable[[], Any], path: str, **options: Any) -> Callable[[F], F]:
    def decorate(endpoint: F) -> F:
        get_method()(path, **options)(endpoint)
        return endpoint

    return decorate


class Wrapper:
    """Hands FastAPI something else."""

    @staticmethod
    def wrap_route(method: Any, *, path: str, **options: Any) -> Callable[[F], F]:
        def decorate(endpoint: F) -> F:
            @wraps(endpoint)
            def call(*args: Any, **kwargs: Any) -> Any:
                endpoint(*args, **kwargs)

            method(path, **options)(call)
            return endpoint

        return decorate


class Route:
    """A decorator object."""

    def __init__(self, router: APIRouter, path: str, **options: Any) -> None:
        self.router, self.path, self.options = router, path, options

    def __call__(self, endpoint: F) -> F:
        self.router.add_api_route(self.path, endpoint, **self.options)
        return endpoint


class Bound:
    """A decorator object that remembers the bound method."""

    def __init__(self, method: Any, path: str) -> None:
        self.method, self.path = method, path

    def __call__(self, endpoint: F) -> F:
        self.method(self.path)(endpoint)
        return endpoint


@protected(router.get, "/bound/{item_id}")  # E[fastapi-path]
def bound() -> str:
    return "a"


@protected(router.get, "/deleted/{item_id}", status_code=204)
def deleted(item_id: int):
    return item_id  # E[fastapi-no-body]


@lazily(lambda: router.get, "/lazy/{item_id}")  # E[fastapi-path]
def lazy() -> str:
    return "a"


@Route(router, "/object/{item_id}")  # E[fastapi-path]
def made_by_an_object() -> str:
    return "a"


@Bound(router.get, "/remembered/{item_id}")  # E[fastapi-path]
def remembered() -> str:
    return "a"


@Route(router, "/whole/{item_id}", status_code=201)
def whole(item_id: int) -> int:
    return item_id


@Wrapper.wrap_route(router.get, path="/wrapped", status_code=204, response_model=None)
def wrapped() -> int:
    return 1


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for name in ("bound", "lazy", "object", "remembered"):
        assert client.get(f"/items/{name}/3").json() == "a"
    assert client.get("/items/deleted/3").content == b""
    assert client.get("/items/whole/3").json() == 3
    assert client.get("/items/wrapped").content == b""
