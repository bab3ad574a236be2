# 204 is the default of the route; the handler or a dependency may set another status.
from fastapi import Depends, FastAPI, Response, status
from fastapi.testclient import TestClient

app = FastAPI()
items: dict[str, str] = {}


@app.put("/items/{name}", status_code=204)
def put_item(name: str, value: str, response: Response):
    if name not in items:
        items[name] = value
        response.status_code = status.HTTP_201_CREATED
        return {"created": name}
    items[name] = value
    return None


def mark_created(response: Response) -> None:
    response.status_code = 201


@app.post("/items", status_code=204, dependencies=[Depends(mark_created)])
def post_item() -> None:
    return None


def demonstrate(client: TestClient) -> None:
    created = client.put("/items/a?value=1")
    assert (created.status_code, created.json()) == (201, {"created": "a"})
    assert client.put("/items/a?value=2").status_code == 204
    assert client.post("/items").status_code == 201
