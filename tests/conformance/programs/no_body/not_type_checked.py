# Functions without annotations, whose bodies mypy does not check, return values all the same.
# outcome: silent
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient


def make(prefix):
    router = APIRouter(prefix=prefix)

    @router.delete("/items", status_code=204)
    def delete_items():
        return [prefix]  # E?[fastapi-no-body]

    return router


app = FastAPI()
app.include_router(make("/a"))


@app.delete("/call", status_code=204)
def by_call(number=1):
    return str(number)  # E?[fastapi-no-body]


@app.delete("/string", status_code=204)
def by_string(number=1):
    return f"{number}"  # E[fastapi-no-body]


def demonstrate(client: TestClient) -> None:
    for path in ("/a/items", "/call", "/string"):
        assert client.delete(path).content == b""
