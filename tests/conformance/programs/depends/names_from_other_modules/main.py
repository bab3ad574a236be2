# FastAPI by way of other modules, in modules whose text does not speak of it.
# outcome: silent
from fastapi.testclient import TestClient

from . import answers, called, registered, renamed
from .parts import app

app.get("/renamed")(renamed.needs)


def demonstrate(client: TestClient) -> None:
    assert registered.show("1") == "1"
    assert client.get("/items/1").status_code == 422
    assert client.get("/renamed").json() == [3]
    assert answers.nothing().body == b"null"
    try:
        called.found()
    except TypeError as error:
        assert "Query" in str(error)
    else:
        raise AssertionError("the limit is a number")
