# Clients have verbs as well, and a status to compare with.
from http import HTTPStatus

import httpx
from fastapi import FastAPI, status
from fastapi.testclient import TestClient

app = FastAPI()
client = TestClient(app)


@app.delete("/items/{item_id}", status_code=HTTPStatus.NO_CONTENT)
async def delete_item(item_id: int) -> None:
    return None


def test_delete_item() -> httpx.Response:
    response = client.delete("/items/3")
    assert response.status_code == status.HTTP_204_NO_CONTENT
    return response


def mocked(request: httpx.Request) -> httpx.Response:
    return httpx.Response(status_code=204, json=None, content=b"")


transport = httpx.MockTransport(mocked)


def demonstrate(client: TestClient) -> None:
    assert test_delete_item().content == b""
    assert httpx.Client(transport=transport).get("http://test/").status_code == 204
