# Router classes that register several paths for one call: what is wrong with all of them is reported.
# outcome: silent
from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class TwicePath(APIRouter):
    def add_api_route(self, path: str, endpoint: Callable[..., Any], **kwargs: Any) -> None:
        super().add_api_route(path, endpoint, **kwargs)
        old = {name: value for name, value in kwargs.items() if name != "deprecated"}
        super().add_api_route("/v1" + path, endpoint, deprecated=True, **old)


class TenantRouter(APIRouter):
    prefixes = ("", "/tenants/{tenant}")

    def add_api_route(self, path: str, endpoint: Callable[..., Any], **kwargs: Any) -> None:
        for prefix in self.prefixes:
            super().add_api_route(prefix + path, endpoint, **kwargs)


class AliasRouter(APIRouter):
    def api_route(self, path: str, *, aliases: tuple[str, ...] = (), **kwargs: Any) -> Any:
        decorators = [super(AliasRouter, self).api_route(one, **kwargs) for one in (path, *aliases)]

        def decorate(function: Any) -> Any:
            for decorator in decorators:
                function = decorator(function)
            return function

        return decorate


twice = TwicePath()
tenants = TenantRouter()
aliased = AliasRouter()


@twice.get("/users/{name}")
def read_user(name: str) -> str:
    return name


@twice.get("/users/me")  # E[fastapi-path]
def read_me() -> str:
    return "me"


@twice.get("/items/{item_id}")  # E[fastapi-path]
def read_item(id: int = 0) -> int:
    return id


@tenants.get("/shops/{shop_id}")
def read_shop(shop_id: int, tenant: str = "none") -> str:
    return f"{tenant} {shop_id}"


@tenants.get("/cities/{city_id}")  # E[fastapi-path]
def read_city(tenant: str = "none") -> str:
    return tenant


@aliased.api_route("/own", aliases=("/mine",))
def read_own() -> str:
    return "own"


@aliased.api_route("/{name}")
def read_any(name: str) -> str:
    return name


for router in (twice, tenants, aliased):
    app.include_router(router)


def demonstrate(client: TestClient) -> None:
    assert client.get("/users/me").json() == client.get("/v1/users/me").json() == "me"
    assert client.get("/items/3").json() == client.get("/v1/items/3").json() == 0
    assert client.get("/shops/3").json() == "none 3"
    assert client.get("/tenants/a/shops/3").json() == "a 3"
    assert client.get("/cities/3").json() == "none"
    assert client.get("/own").json() == client.get("/mine").json() == "own"
