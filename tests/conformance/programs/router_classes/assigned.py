# Methods of FastAPI's under another name, and called through their class.
# outcome: silent
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient


class Verbs(APIRouter):
    read = APIRouter.get
    any_method = APIRouter.api_route

    def __init__(self, prefix: str) -> None:
        APIRouter.__init__(self, prefix=prefix)

    def add_api_route(self, path: str, endpoint: Any, **options: Any) -> None:
        APIRouter.add_api_route(self, path, endpoint, **options)


router = Verbs("/verbs")


@router.read("/{name}")
def show(name: str) -> str:
    return name


@router.read("/first")  # E[fastapi-path]
def first() -> str:
    return "never"


@router.any_method("/second", methods=["GET", "POST"])
def second() -> str:
    return "second"


@router.any_method("/third", methods=["GET"])  # E[fastapi-path]
def third() -> str:
    return "never"


app = FastAPI()
FastAPI.include_router(app, router)
APIRouter.include_router(app.router, router, prefix="/again")


def demonstrate(client: TestClient) -> None:
    assert client.get("/verbs/first").json() == "first"
    assert client.get("/verbs/third").json() == "third"
    assert client.post("/again/verbs/second").json() == "second"
