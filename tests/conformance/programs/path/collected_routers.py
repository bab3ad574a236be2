# Routers that a class decorator or a function collects, and an inclusion that `partial` prepares.
# outcome: silent
from functools import partial
from typing import Any

from fastapi import APIRouter, Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
collected: list[APIRouter] = []
by_name: dict[str, APIRouter] = {}


def collect(cls: Any) -> Any:
    collected.append(cls.router)
    return cls


def register(name: str) -> APIRouter:
    by_name[name] = router = APIRouter()
    return router


def get_org(org_id: int) -> int:
    return org_id


@collect
class Users:
    router = APIRouter(prefix="/users")

    @router.get("/{user_id}")
    @staticmethod
    def read(user_id: int, tenant: str) -> str:
        return f"{tenant} {user_id}"


items = register("items")
orders = APIRouter(prefix="/orders")


@items.get("/{item_id}")  # E[fastapi-path]
def read_item(id: int = 0) -> int:
    return id


@orders.get("/{order_id}")
def read_order(order_id: int, org_id: int) -> int:
    return org_id


@orders.get("/{order_id}/state")  # E[fastapi-path]
def read_state(org_id: int) -> int:
    return org_id


include = partial(app.include_router, prefix="/orgs/{org_id}", dependencies=[Depends(get_org)])
include(orders)
for name, router in by_name.items():
    app.include_router(router, prefix=f"/{name}")
for router in collected:
    app.include_router(router, prefix="/{tenant}")


def demonstrate(client: TestClient) -> None:
    assert client.get("/a/users/3").json() == "a 3"
    assert client.get("/items/3").json() == 0
    assert client.get("/orgs/4/orders/3").json() == client.get("/orgs/4/orders/3/state").json() == 4
