# Paths without a leading slash that work all the same, or that are no paths.
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
items = APIRouter(prefix="/items")
proxy = APIRouter()
webhooks = APIRouter()


@items.get("")
def read_items() -> str:
    return "items"


@items.post(":batch")
def batch() -> str:
    return "batch"


@items.get(".json")
def as_json() -> str:
    return "json"


@proxy.get("{rest:path}")
def read_rest(rest: str) -> str:
    return rest


@webhooks.post("new-subscription")
def new_subscription(user: str) -> None:
    """What is sent for each new subscription."""


@app.webhooks.post("removed-subscription")
def removed_subscription(user: str) -> None:
    """What is sent when a subscription ends."""


app.include_router(items)
app.include_router(proxy, prefix="/proxy")
app.webhooks.include_router(webhooks)


def demonstrate(client: TestClient) -> None:
    assert client.get("/items").json() == "items"
    assert client.post("/items:batch").json() == "batch"
    assert client.get("/items.json").json() == "json"
    assert client.get("/proxy/a/b").json() == "/a/b"
    assert set(app.openapi()["webhooks"]) == {"new-subscription", "removed-subscription"}
