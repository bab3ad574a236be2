# The numbers of statuses in other places than routes and responses.
from fastapi import FastAPI, HTTPException, status
from fastapi.testclient import TestClient

app = FastAPI()
EMPTY = {204, 205, 304}


class Answer:
    def __init__(self, content: object, status_code: int) -> None:
        self.content = content
        self.status_code = status_code


def has_body(status_code: int) -> bool:
    return status_code not in EMPTY


def check(content: object = None, status_code: int = 204) -> Answer:
    return Answer(content, status_code=status_code)


answer = Answer({"a": 1}, status_code=204)
other = check({"a": 1}, status_code=status.HTTP_204_NO_CONTENT)


@app.get("/items/{item_id}")
def read_item(item_id: int) -> dict[str, int]:
    if not has_body(item_id):
        raise HTTPException(status_code=status.HTTP_304_NOT_MODIFIED)
    return {"status_code": 204}


def demonstrate(client: TestClient) -> None:
    assert client.get("/items/1").json() == {"status_code": 204}
    assert client.get("/items/204").status_code == 304
