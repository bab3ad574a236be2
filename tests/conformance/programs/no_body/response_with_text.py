# A body in a response for a status without a body.
# outcome: protocol-error
from fastapi import FastAPI, Response
from fastapi.testclient import TestClient

app = FastAPI()


@app.delete("/items", status_code=204)
def delete_items() -> Response:
    return Response("deleted", status_code=204)  # E[fastapi-no-body]


@app.delete("/names", status_code=204)
def delete_names() -> Response:
    return Response(  # E[fastapi-no-body]
        status_code=204,
        content=b"deleted",
        headers={"x-deleted": "1"},
    )


def demonstrate(client: TestClient) -> None:
    for path in ("/items", "/names"):
        response = client.delete(path)
        assert response.status_code == 204
        assert response.content == b"deleted"
