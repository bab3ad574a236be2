# A route class may change what is sent.
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class Counted(APIRoute):
    def get_route_handler(self) -> Handler:
        handler = super().get_route_handler()

        async def count(request: Request) -> Response:
            response = await handler(request)
            response.headers["x-counted"] = "1"
            return response

        return count


app = FastAPI()
router = APIRouter(route_class=Counted)


@router.delete("/items", status_code=204)
def delete_items() -> None:
    return None


@router.get("/items")
def read_items() -> list[int]:
    return [1]


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    assert client.delete("/items").headers["x-counted"] == "1"
    assert client.get("/items").json() == [1]
