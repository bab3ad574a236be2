# A router that fills in or replaces the model of a route: what it is cannot be told from the route alone.
import os
from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel


class Item(BaseModel):
    name: str


class DefaultsRouter(APIRouter):
    def get(self, path: str, *args: Any, **kwargs: Any) -> Callable[..., Any]:  # type: ignore[override]
        if kwargs.get("response_model") is None:
            kwargs["response_model"] = dict[str, int]
        return super().get(path, *args, **kwargs)

    def post(self, path: str, *args: Any, **kwargs: Any) -> Callable[..., Any]:  # type: ignore[override]
        if kwargs.get("response_model") is not None:
            kwargs["response_model"] = dict[str, kwargs["response_model"]]
        return super().post(path, *args, **kwargs)

    def put(  # type: ignore[override]
        self, path: str, *args: Any, response_model: Any = None, **kwargs: Any
    ) -> Callable[..., Any]:
        return super().put(path, *args, response_model=response_model and dict[str, int], **kwargs)


app = FastAPI()
router = DefaultsRouter()


@router.get("/none", response_model=None)
def get_none() -> dict[str, int]:
    return {"a": 1}


@router.get("/absent")
def get_absent() -> dict[str, int]:
    return {"a": 1}


@router.get("/item", response_model=Item)
def get_item() -> dict[str, str]:
    return {"name": "a"}


@router.get("/either", response_model=Item if os.environ.get("ITEMS") else None)
def get_either() -> dict[str, int]:
    return {"a": 1}


@router.post("/replaced", response_model=int)
def post_replaced() -> dict[str, int]:
    return {"a": 1}


@router.put("/replaced", response_model=list[int])
def put_replaced() -> dict[str, int]:
    return {"a": 1}


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for path in ("/none", "/absent", "/item", "/either"):
        assert client.get(path).status_code == 200
    assert client.post("/replaced").json() == client.put("/replaced").json() == {"a": 1}
