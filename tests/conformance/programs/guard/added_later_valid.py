# Verdicts that every route of a router reads, and lists of something else that have the same name.
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException
from fastapi.testclient import TestClient


def is_admin(x_role: Annotated[str, Header()] = "guest") -> bool:
    return x_role == "admin"


def make(name: str = ""):
    def inner() -> str:
        return name

    return inner


class Plan:
    def __init__(self) -> None:
        self.dependencies: list[object] = []


plan = Plan()
plan.dependencies.append(Depends(make))
router = APIRouter()
router.dependencies.append(Depends(is_admin))


@router.get("/")
def read(admin: Annotated[bool, Depends(is_admin)]) -> str:
    if not admin:
        raise HTTPException(403)
    return "secret"


app = FastAPI()
app.include_router(router)


def demonstrate(client: TestClient) -> None:
    assert client.get("/").status_code == 403
