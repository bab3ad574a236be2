# A response that says nothing about its status is a 200, whatever the route declares.
# outcome: silent
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

app = FastAPI()


@app.delete("/items", status_code=204)
def delete_items() -> JSONResponse:
    return JSONResponse({"deleted": 3})  # E[fastapi-no-body]


def demonstrate(client: TestClient) -> None:
    response = client.delete("/items")
    assert response.status_code == 200
    assert response.json() == {"deleted": 3}
