# The additional responses of an inclusion are those of each route that it includes. FastAPI reads
# them when the first request arrives, and refuses every request.
# outcome: 500
# fastapi: 0.137
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter()


@router.get("/items")
def read_items() -> list[int]:
    return []


app.include_router(router, responses={204: {"model": list[int]}})  # E[fastapi-no-body]


def demonstrate(client: TestClient) -> None:
    assert client.get("/items").status_code == 500
