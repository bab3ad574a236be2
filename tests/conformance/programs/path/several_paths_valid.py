# One handler for several paths, and classes whose attributes take path parameters.
from typing import Annotated

from fastapi import APIRouter, FastAPI, Path
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter()


@app.get("/items")
@app.get("/items/{item_id}")
def read_items(item_id: int = 0) -> int:
    return item_id


@app.get("/teams/{team}/members")
@app.get("/teams/{team}/members/{member}")
def read_members(team: str, member: str | None = None) -> str:
    return f"{team} {member}"


def read_part(part: Annotated[int, Path()]) -> int:
    return part


for prefix in ("/a", "/b"):
    router.add_api_route(prefix + "/{part}", read_part)


class View:
    @staticmethod
    @app.get("/static/{name}")
    def static(name: str) -> str:
        return name

    def __init__(self) -> None:
        app.add_api_route("/method/{name}", self.method)

    def method(self, name: str) -> str:
        return name


View()
app.include_router(router)


def demonstrate(client: TestClient) -> None:
    assert client.get("/items").json() == 0
    assert client.get("/items/3").json() == 3
    assert client.get("/teams/a/members").json() == "a None"
    assert client.get("/b/3").json() == 3
    assert client.get("/static/a").json() == "a"
    assert client.get("/method/a").json() == "a"
