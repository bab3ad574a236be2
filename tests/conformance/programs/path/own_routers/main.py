# Paths of routers of one's own.
# outcome: silent
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from .routing import PrefixedRouter, SlashRouter, TimedRouter, WrappingRouter, crud
from .routing_common import APIRouter

slash = SlashRouter(prefix="/slash")
prefixed = PrefixedRouter(prefix="/prefixed")
timed = TimedRouter(prefix="/timed")
wrapping = WrappingRouter(prefix="/wrapping")


@slash.get("/{item_id}/")
def slash_item(item_id: int) -> int:
    return item_id


@slash.get("/{item_id}/x/")  # E[fastapi-path]
def slash_missing(id: int = 0) -> int:
    return id


@slash.get("/{name}/")  # E?[fastapi-path] E?[fastapi-router]
def slash_hidden(name: str) -> str:
    return name


@prefixed.get("/items")
def prefixed_items(org_id: int) -> int:
    return org_id


@timed.get("/{item_id}")  # E[fastapi-path]
def timed_item(id: int = 0) -> int:
    return id


@timed.get("/static")  # E[fastapi-path]
def timed_static() -> str:
    return "static"


@wrapping.get("/{item_id}")
def wrapped() -> str:
    return "wrapped"


@crud(timed, "/crud/{item_id}")
def crud_item(item_id: int) -> int:
    return item_id


common = APIRouter(prefix="/common")


@common.get("/{item_id}/")  # E[fastapi-path]
def common_missing(id: int = 0) -> int:
    return id


@common.get("/{item_id}/x", status_code=204)
def common_body(item_id: int):
    return item_id  # E[fastapi-no-body]


app = FastAPI()
app.include_router(common)
for router in (slash, prefixed, timed, wrapping):
    app.include_router(router)


def demonstrate(client: TestClient) -> None:
    assert client.get("/slash/3").json() == 3
    assert client.get("/slash/3/x").json() == 0
    assert client.get("/prefixed/4/items").json() == 4
    assert client.get("/timed/3").json() == 0
    assert client.get("/timed/static").json() == 0
    assert client.get("/wrapping/3").json() == "wrapped"
    assert client.get("/timed/crud/3").json() == 3
    assert client.get("/slash/a").status_code == 422
