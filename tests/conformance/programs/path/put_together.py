# A path that is added from texts is the same path.
# outcome: 422
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
PREFIX = "/api"
VERSION = "v1"
BASE = f"{PREFIX}/{VERSION}"
router = APIRouter(prefix=BASE)


@app.get(f"{PREFIX}/items/{{item_id}}")  # E[fastapi-path]
def formatted(id: int) -> int:
    return id


@app.get(PREFIX + "/users/{user_id}")  # E[fastapi-path]
def added(id: int) -> int:
    return id


@app.get(BASE + "/things/{thing_id}")  # E[fastapi-path]
def through_names(id: int) -> int:
    return id


@app.get(f"{PREFIX}/fine/{{item_id}}")
def fine(item_id: int) -> int:
    return item_id


@router.get("/teams/{team_id}" + "")  # E[fastapi-path]
def of_a_router(id: int) -> int:
    return id


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    assert client.get("/api/fine/1").json() == 1
    for path in ("/api/items/1", "/api/users/1", "/api/v1/things/1", "/api/v1/teams/1"):
        assert client.get(path).status_code == 422, path
