# Routers that are included elsewhere: their prefixes and dependencies are not known where they are.
from typing import Annotated

from fastapi import Depends, FastAPI, Path
from fastapi.testclient import TestClient

from . import items

app = FastAPI()


def get_team(team_id: str = "") -> str:
    return team_id


def get_value(item_id: Annotated[str, Path()]) -> str:
    return item_id


app.include_router(items.router, prefix="/{tenant}", dependencies=[Depends(get_team)])
items.add_routes(app)
items.tenants.dependency_overrides[items.get_placeholder] = get_value
app.mount("/mounted", items.tenants)


def demonstrate(client: TestClient) -> None:
    assert client.get("/a/from-prefix/3").json() == "a 3"
    assert client.get("/a/teams/b/members/3?item_id=4").json() == 7
    assert client.get("/mounted/items/3").json() == "3"
