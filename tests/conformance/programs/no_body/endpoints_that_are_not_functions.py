# Endpoints that are lambdas, partials and instances.
from functools import partial

from fastapi import FastAPI, Response
from fastapi.testclient import TestClient

app = FastAPI()


class Endpoint:
    def __call__(self) -> None:
        return None

    def value(self) -> int:
        return 1


def delete(number: int) -> None:
    return None


app.delete("/lambda", status_code=204)(lambda: None)
app.add_api_route("/partial", partial(delete, 3), methods=["DELETE"], status_code=204, name="a")
app.add_api_route("/instance", Endpoint(), methods=["DELETE"], status_code=204, name="b")
app.add_api_route("/method", Endpoint().value, methods=["DELETE"], status_code=200)
app.add_api_route("/response", lambda: Response(status_code=204), methods=["DELETE"])


def demonstrate(client: TestClient) -> None:
    for path in ("/lambda", "/partial", "/instance", "/response"):
        assert client.delete(path).status_code == 204
    assert client.delete("/method").json() == 1
