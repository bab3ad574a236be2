# Methods of objects, class methods, static methods, and views whose class is rewritten.
from collections.abc import Callable
from functools import partial
from typing import Any

from fastapi import APIRouter, Depends, FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter()


def view(cls: type[Any]) -> type[Any]:
    bind(router, cls())
    return cls


def bind(to: APIRouter, views: Any) -> None:
    for route in to.routes:
        if isinstance(route, APIRoute) and hasattr(views, route.endpoint.__name__):
            bound = getattr(views, route.endpoint.__name__)
            app.add_api_route(f"/bound{route.path}", bound)


@view
class Items:
    @router.get("/items")
    def list_items(self) -> list[str]:
        return ["a"]


class Registered:
    @router.get("/registered")
    def list_registered(self) -> list[str]:
        return ["b"]


bind(router, Registered())


class Routable:
    routes: list[Callable[..., Any]] = []


class Based(Routable):
    @router.get("/based")
    def list_based(self) -> list[str]:
        return ["c"]


bind(router, Based())


class Users:
    def current(self) -> str:
        return "Ada"

    @classmethod
    def first(cls) -> str:
        return "Bob"

    @staticmethod
    def last(upper: bool = False) -> str:
        return "Eve"

    def list_users(self) -> list[str]:
        return ["Ada"]


users = Users()
app.add_api_route("/users", users.list_users)


@app.get("/names")
def read_names(
    current: str = Depends(users.current),
    first: str = Depends(Users.first),
    last: str = Depends(Users.last),
) -> list[str]:
    return [current, first, last]


@app.get("/given")
def read_given(
    placed: str = Depends(partial(Users.current, users)),
    named: str = Depends(partial(Users.current, self=users)),
) -> list[str]:
    return [placed, named]


def demonstrate(client: TestClient) -> None:
    assert client.get("/bound/items").json() == ["a"]
    assert client.get("/bound/registered").json() == ["b"]
    assert client.get("/names").json() == ["Ada", "Bob", "Eve"]
    assert client.get("/users").json() == ["Ada"]
    assert len(client.get("/given").json()) == 2
