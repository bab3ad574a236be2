# A path that begins with a parameter is joined to the prefix as it stands; without one nothing matches.
# outcome: silent
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
users = APIRouter(prefix="/users")
items = APIRouter(prefix="/shops/{shop}")


@app.get("{item_id}")  # E[fastapi-path]
def on_application(item_id: str) -> str:
    return item_id


@app.get("{number:int}/more")  # E[fastapi-path]
def with_convertor(number: int) -> int:
    return number


@users.get("{user_id}")  # E[fastapi-path]
def on_router(user_id: str) -> str:
    return user_id


@items.get("{item_id}/parts")  # E[fastapi-path]
def after_parameter(shop: str, item_id: str) -> str:
    return item_id


app.include_router(users)
app.include_router(items)


def demonstrate(client: TestClient) -> None:
    assert client.get("/3").status_code == 404
    assert client.get("/3/more").status_code == 404
    assert client.get("/users/3").status_code == 404
    assert client.get("/users3").json() == "3"
    assert client.get("/shops/a/3/parts").status_code == 404
