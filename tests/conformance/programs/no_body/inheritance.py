# A method of a base class, and a router that a subclass extends.
# outcome: silent
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient


class Api(APIRouter):
    def __init__(self, **options: Any) -> None:
        super().__init__(**options)

        @self.delete("/items", status_code=204)
        def delete_items():
            return 1  # E[fastapi-no-body]

    def nothing(self) -> None:
        @self.put("/items", status_code=204)
        def put_items() -> None:
            return None


app = FastAPI()
api = Api(prefix="/api")
api.nothing()


@api.patch("/items", status_code=204)
def patch_items():
    return 1  # E[fastapi-no-body]


app.include_router(api)


def demonstrate(client: TestClient) -> None:
    assert client.delete("/api/items").content == b""
    assert client.patch("/api/items").content == b""
    assert client.put("/api/items").content == b""
