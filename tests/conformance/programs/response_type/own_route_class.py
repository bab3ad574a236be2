# A route class of one's own may make another model of what a handler returns.
from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

app = FastAPI()


class Plain:
    pass


class Route(APIRoute):
    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        super().__init__(path, endpoint, **{**options, "response_model": None})


router = APIRouter(route_class=Route)


@router.get("/plain")
def plain() -> Plain:
    return Plain()


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    assert client.get("/plain").json() == {}
