# One method and one path, up to the names of parameters, twice in one application.
# outcome: silent
from fastapi import APIRouter, FastAPI, WebSocket
from fastapi.testclient import TestClient

app = FastAPI()
users = APIRouter(prefix="/users")
others = APIRouter()


@users.get("/{user_id}")
def read_user(user_id: str) -> str:
    return user_id


@users.get("/{name}")  # E[fastapi-router]
def read_by_name(name: str) -> str:
    return name.upper()


@users.api_route("/{user_id}", methods=["GET", "PUT"])
def replace_user(user_id: str) -> str:
    return user_id


@users.put("/{key}")  # E[fastapi-router]
def put_user(key: str) -> str:
    return key.upper()


@users.get("/{number:int}")
def read_number(number: int) -> int:
    return number


@others.get("/users/{anything}")  # E[fastapi-router]
def read_anything(anything: str) -> str:
    return anything.upper()


@others.post("/users/{user_id}")
def add_user(user_id: str) -> str:
    return user_id


@others.get("/users/{user_id}/")
def read_with_slash(user_id: str) -> str:
    return user_id


@app.websocket("/news")
async def news(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_text("first")
    await websocket.close()


@app.websocket("/news")  # E[fastapi-router]
async def more_news(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_text("second")
    await websocket.close()


@app.get("/news")
def read_news() -> str:
    return "news"


app.include_router(users)
app.include_router(others)


def demonstrate(client: TestClient) -> None:
    assert client.get("/users/a").json() == "a"
    assert client.put("/users/a").json() == "a"
    assert client.post("/users/a").json() == "a"
    assert client.get("/users/a/").json() == "a"
    with client.websocket_connect("/news") as websocket:
        assert websocket.receive_text() == "first"
    assert client.get("/news").json() == "news"
