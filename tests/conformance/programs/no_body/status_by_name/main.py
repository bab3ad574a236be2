# Statuses that only `__getattr__` gives: no type tells the number, the name does.
# outcome: silent
from fastapi import FastAPI
from fastapi.testclient import TestClient

from . import compat, lazy
from .compat import status

app = FastAPI()
GONE = status.HTTP_204_NO_CONTENT


class Answers:
    """Names that only look like it, with a value that is seen."""

    HTTP_204_NOT_REALLY = 200


@app.get("/0", status_code=status.HTTP_204_NO_CONTENT)
def of_object():
    return 1  # E[fastapi-no-body]


@app.get("/1", status_code=compat.status.HTTP_204_NO_CONTENT)
def of_object_in_module():
    return 1  # E[fastapi-no-body]


@app.get("/2", status_code=lazy.HTTP_304_NOT_MODIFIED)
def of_module():
    return 1  # E[fastapi-no-body]


@app.get("/3", status_code=GONE)
def by_another_name():
    return 1  # E[fastapi-no-body]


@app.get("/4", status_code=status.HTTP_202_ACCEPTED)
def with_a_body() -> int:
    return 1


@app.get("/5", status_code=Answers.HTTP_204_NOT_REALLY)
def with_another_value() -> int:
    return 1


@app.get("/6", status_code=status.HTTP_204_NO_CONTENT)
def nothing() -> None:
    return None


def demonstrate(client: TestClient) -> None:
    for number in range(4):
        response = client.get(f"/{number}")
        assert response.status_code in {204, 304}
        assert response.content == b""
    for number in (4, 5):
        assert client.get(f"/{number}").json() == 1
    assert client.get("/6").status_code == 204
