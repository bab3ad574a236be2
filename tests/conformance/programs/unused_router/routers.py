# Routers that nothing includes, in a project that has an application.
# outcome: silent
# enable: fastapi-unused-router
from collections.abc import Callable

from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter()
inner = APIRouter()
callbacks = APIRouter()
looped = APIRouter()
orders = APIRouter(prefix="/orders")  # E[fastapi-unused-router]
nested = APIRouter()
empty = APIRouter()


class Pages:
    router = APIRouter(prefix="/pages")


def make_router() -> APIRouter:
    made = APIRouter(prefix="/made")

    @made.get("")
    def read_made() -> str:
        return "made"

    return made


@callbacks.post("{$callback_url}/done")
def done() -> None: ...


@inner.get("/items", callbacks=callbacks.routes)
def read_items() -> str:
    return "items"


@looped.get("/looped")
def read_looped() -> str:
    return "looped"


@orders.get("")
def read_orders() -> str:
    return "orders"


@nested.get("/nested")
def read_nested() -> str:
    return "nested"


@Pages.router.get("")
def read_pages() -> str:
    return "pages"


def include_all(include: Callable[..., None], *routers: APIRouter) -> None:
    for one in routers:
        include(one)


router.include_router(inner)
orders.include_router(nested)
app.include_router(router)
app.include_router(make_router())
app.include_router(router=Pages.router)
include_all(app.include_router, looped)


def demonstrate(client: TestClient) -> None:
    for name in ("items", "made", "pages", "looped"):
        assert client.get(f"/{name}").json() == name
    assert client.get("/orders").status_code == 404
