# One handler for several paths that all offer the same: with and without a slash at the end, of an old and a new version.
# outcome: silent
from typing import Annotated

from fastapi import APIRouter, FastAPI, Path
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter(prefix="/v1")


@router.get("/users/{user_id}")  # E[fastapi-path]
@router.get("/users/{user_id}/", include_in_schema=False)  # E[fastapi-path]
def read_user(id: int) -> int:
    return id


@app.get("/items/{item_id}")  # E[fastapi-path]
@app.post("/items/{item_id}")
@router.get("/items/{item_id}")
def read_item(name: str = "none") -> str:
    return name


def read_part(part: Annotated[int, Path()]) -> int:  # E[fastapi-path]
    return part


app.add_api_route("/parts", read_part)
app.add_api_route("/parts/", read_part)


@app.get("/teams/{team}")
@app.get("/teams/{team}/", include_in_schema=False)
def read_team(team: str) -> str:
    return team


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    assert client.get("/v1/users/3").status_code == 422
    assert client.get("/v1/users/3/").status_code == 422
    assert client.get("/items/3").json() == client.get("/v1/items/3").json() == "none"
    assert client.get("/parts").status_code == client.get("/parts/").status_code == 422
    assert client.get("/teams/a/").json() == "a"
