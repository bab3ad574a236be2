# JSONResponse writes `null` for None.
# outcome: protocol-error
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

app = FastAPI()


@app.delete("/items", status_code=204)
def delete_items() -> JSONResponse:
    return JSONResponse(None, status_code=204)  # E[fastapi-no-body]


@app.put("/items")
def put_items() -> JSONResponse:
    return JSONResponse(content=None, status_code=204)  # E[fastapi-no-body]


def demonstrate(client: TestClient) -> None:
    for response in (client.delete("/items"), client.put("/items")):
        assert response.status_code == 204
        assert response.content == b"null"
