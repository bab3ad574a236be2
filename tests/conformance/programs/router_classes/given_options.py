# A router fills in the model of a route only where the route has none, so that what a route gives is what FastAPI validates by.
# outcome: 500
from collections.abc import Callable
from typing import Any, Optional

from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel


class Item(BaseModel):
    name: str


class DefaultsRouter(APIRouter):
    def get(self, path: str, *args: Any, **kwargs: Any) -> Callable[..., Any]:  # type: ignore[override]
        if kwargs.get("response_model") is None:
            kwargs["response_model"] = dict
        return super().get(path, *args, **kwargs)

    def post(self, path: str, *args: Any, **kwargs: Any) -> Callable[..., Any]:  # type: ignore[override]
        if not kwargs.get("response_model"):
            kwargs["response_model"] = dict
        return super().post(path, *args, **kwargs)

    def put(  # type: ignore[override]
        self, path: str, *args: Any, response_model: Any = None, **kwargs: Any
    ) -> Callable[..., Any]:
        return super().put(path, *args, response_model=response_model or dict, **kwargs)


app = FastAPI()
router = DefaultsRouter()


@router.get("/class", response_model=Item)
def get_class() -> int:  # E[fastapi-response-model]
    return 1


@router.get("/list", response_model=list[int])
def get_list() -> int:  # E[fastapi-response-model]
    return 1


@router.get("/optional", response_model=Optional[Item])
def get_optional() -> int:  # E[fastapi-response-model]
    return 1


@router.get("/union", response_model=Item | list[int])
def get_union() -> str:  # E[fastapi-response-model]
    return "1"


@router.post("/class", response_model=Item)
def post_class() -> int:  # E[fastapi-response-model]
    return 1


@router.post("/list", response_model=list[int])
def post_list() -> int:  # E[fastapi-response-model]
    return 1


@router.put("/class", response_model=Item)
def put_class() -> int:  # E[fastapi-response-model]
    return 1


@router.put("/dict", response_model=dict[str, int])
def put_dict() -> int:  # E[fastapi-response-model]
    return 1


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for method, path in (
        ("GET", "/class"),
        ("GET", "/list"),
        ("GET", "/optional"),
        ("GET", "/union"),
    ):
        assert client.request(method, path).status_code == 500
    for method, path in (
        ("POST", "/class"),
        ("POST", "/list"),
        ("PUT", "/class"),
        ("PUT", "/dict"),
    ):
        assert client.request(method, path).status_code == 500
