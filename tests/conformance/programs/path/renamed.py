# Registrations by another name: what a name, a partial or a dict holds, and functions that find the router.
# outcome: silent
from collections.abc import Callable
from functools import partial
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter()
admin = APIRouter(prefix="/admin")

decorate = router.get("/kept/{item_id}")  # E[fastapi-path]
decorate_right = router.get("/kept_right/{item_id}")
post = router.post
get_hidden = partial(router.get, include_in_schema=False)
get_item = partial(router.get, "/partial/{item_id}")  # E[fastapi-path]
add = router.add_api_route
verbs = {"read": router.get, "write": router.put}


@decorate
def kept() -> str:
    return "kept"


@decorate_right
def kept_right(item_id: int) -> int:
    return item_id


@post("/bound/{item_id}")  # E[fastapi-path]
def bound() -> str:
    return "bound"


@get_hidden("/hidden/{item_id}")  # E[fastapi-path]
def hidden() -> str:
    return "hidden"


@get_hidden("/hidden_right/{item_id}")
def hidden_right(item_id: int) -> int:
    return item_id


@get_item()
def item() -> str:
    return "item"


def added() -> str:
    return "added"


add("/added/{item_id}", added)  # E[fastapi-path]


@verbs["write"]("/dict/{item_id}")  # E[fastapi-path]
def written() -> str:
    return "written"


@verbs["read"]("/dict/{item_id}")
def read(item_id: int) -> int:
    return item_id


def versioned(path: str, *, is_admin: bool = False) -> Callable[..., Any]:
    return (admin if is_admin else router).get(f"/v1{path}")


@versioned("/users/{name}")
def user(name: str) -> str:
    return name


@versioned("/users/me", is_admin=True)
def me() -> str:
    return "me"


@versioned("/items/{item_id}")  # E[fastapi-path]
def versioned_item() -> str:
    return "versioned"


app.include_router(router)
app.include_router(admin)


def demonstrate(client: TestClient) -> None:
    for name in ("kept", "hidden", "added"):
        assert client.get(f"/{name}/1").json() == name
    assert client.post("/bound/1").json() == "bound"
    assert client.get("/partial/1").json() == "item"
    assert client.put("/dict/1").json() == "written"
    assert client.get("/v1/items/1").json() == "versioned"
    assert client.get("/admin/v1/users/me").json() == "me"
    assert client.get("/kept_right/1").json() == client.get("/hidden_right/1").json() == 1
    assert client.get("/dict/1").json() == 1
    assert client.get("/v1/users/1").json() == "1"
