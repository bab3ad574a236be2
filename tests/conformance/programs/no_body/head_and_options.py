# HEAD and OPTIONS answers that hold nothing, of their own status.
from fastapi import FastAPI, Response
from fastapi.testclient import TestClient

app = FastAPI()


@app.head("/items", status_code=204)
def head_items(response: Response) -> None:
    response.headers["x-count"] = "3"


@app.options("/items", status_code=204)
def options_of_items() -> Response:
    return Response(status_code=204, headers={"allow": "HEAD, OPTIONS"})


@app.api_route("/ping", methods=["HEAD", "GET"])
def ping() -> Response:
    return Response()


def demonstrate(client: TestClient) -> None:
    assert client.head("/items").headers["x-count"] == "3"
    assert client.options("/items").headers["allow"] == "HEAD, OPTIONS"
    assert client.head("/ping").status_code == 200
