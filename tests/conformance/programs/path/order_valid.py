# Routes beside each other that all can be reached.
import os

from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
first = APIRouter()
second = APIRouter()


@app.get("/users/me")
def read_me() -> str:
    return "myself"


@app.get("/users/{user_id}")
def read_user(user_id: str) -> str:
    return user_id


@app.post("/users/new")
def create() -> str:
    return "created"


@app.get("/users/{user_id}/items")
def read_items(user_id: str) -> str:
    return "items"


@app.get("/numbers/{number:int}")
def read_number(number: int) -> int:
    return number


@app.get("/numbers/all")
def read_numbers() -> str:
    return "all"


@app.get("/files/v{number}")
def read_version(number: str) -> str:
    return number


@app.get("/files/latest")
def read_latest() -> str:
    return "latest"


if "PRIVATE" in os.environ:

    @app.get("/teams/{team}")
    def private_team(team: str) -> str:
        return team


@app.get("/teams/own")
def own_team() -> str:
    return "own"


@first.get("/{name}")
def on_first(name: str) -> str:
    return name


@second.get("/known")
def on_second() -> str:
    return "second"


app.include_router(second, prefix="/routers")
app.include_router(first, prefix="/routers")


def other_application() -> FastAPI:
    app = FastAPI()

    @app.get("/{name}")
    def read_name(name: str) -> str:
        return name

    app = FastAPI()

    @app.get("/known")
    def read_known() -> str:
        return "known"

    return app


app.mount("/other", other_application())


def demonstrate(client: TestClient) -> None:
    for path, answer in (
        ("/users/me", "myself"),
        ("/users/3", "3"),
        ("/users/3/items", "items"),
        ("/numbers/all", "all"),
        ("/files/latest", "latest"),
        ("/teams/own", "own"),
        ("/routers/known", "second"),
        ("/other/known", "known"),
    ):
        assert client.get(path).json() == answer
    assert client.post("/users/new").json() == "created"
