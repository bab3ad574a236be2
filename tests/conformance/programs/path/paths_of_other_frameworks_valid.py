# A colon begins an action, and what no parameter is named after is text.
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
callbacks = APIRouter()


@callbacks.post("{$callback_url}/invoices/{$request.body.id}?key={$request.body.key}")
def invoice_paid() -> None:
    pass


@app.post("/items/{item_id}:archive", callbacks=callbacks.routes)
def archive(item_id: str) -> str:
    return item_id


@app.post("/items/:batch")
def batch(size: int = 3) -> int:
    return size


@app.get("/tags/<untagged>")
def untagged() -> str:
    return "none"


@app.get("/range/{start}:{end}")
def between(start: int, end: int) -> int:
    return end - start


def demonstrate(client: TestClient) -> None:
    assert client.post("/items/3:archive").json() == "3"
    assert client.post("/items/:batch").json() == 3
    assert client.get("/tags/<untagged>").json() == "none"
    assert client.get("/range/1:3").json() == 2
