# `status_code=None` is no status.
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter()
DEFAULT = None


@app.get("/none", status_code=None)
def none() -> int:
    return 1


@router.get("/constant", status_code=DEFAULT)
def constant():
    return 1


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    assert client.get("/none").json() == 1
    assert client.get("/constant").json() == 1
