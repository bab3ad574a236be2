# The paths of callbacks are expressions, and their handlers only documentation.
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
callbacks = APIRouter()


@callbacks.post("{$callback_url}/invoices/{$request.body.id}")
def invoice_paid(body: dict[str, str]) -> None:
    """Called when an invoice was paid."""


@callbacks.post("https://example.com/invoices/{invoice_id}")
def invoice_sent(body: dict[str, str]) -> None:
    """Called when an invoice was sent."""


@app.post("/invoices/{invoice_id}", callbacks=callbacks.routes)
def create_invoice(invoice_id: int, callback_url: str) -> int:
    return invoice_id


def demonstrate(client: TestClient) -> None:
    response = client.post("/invoices/3", params={"callback_url": "http://localhost"})
    assert response.json() == 3
