# Prefixes with the convertors that there are, and colons that are none.
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter(prefix="/users/{user_id:int}")
actions = APIRouter(prefix="/actions:all")


class Registry:
    """Something else that has prefixes."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix


registry = Registry(prefix="{key:slug}")


@router.get("/name")
def read(tenant: str, user_id: int) -> str:
    return f"{tenant} {user_id}"


@actions.get("/run")
def run() -> str:
    return registry.prefix


app.include_router(router, prefix="/{tenant:str}")
app.include_router(actions)


def demonstrate(client: TestClient) -> None:
    assert client.get("/a/users/1/name").json() == "a 1"
    assert client.get("/actions:all/run").status_code == 200
