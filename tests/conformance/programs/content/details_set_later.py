# The detail of an exception gets another value before anybody answers.
from uuid import UUID, uuid4

from fastapi import FastAPI, HTTPException
from fastapi.testclient import TestClient

app = FastAPI()


class Taken(HTTPException):
    def __init__(self, key: UUID) -> None:
        super().__init__(409, detail=key)
        self.detail = str(key)


@app.get("/own")
def own() -> None:
    raise Taken(uuid4())


@app.get("/given")
def given() -> None:
    error = HTTPException(404, uuid4())
    error.detail = str(error.detail)
    raise error


def demonstrate(client: TestClient) -> None:
    assert client.get("/own").status_code == 409
    assert client.get("/given").status_code == 404
