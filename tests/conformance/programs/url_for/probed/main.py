# Who looks whether there is such a route is prepared for none; tests may make applications of their own.
# outcome: 500
from contextlib import suppress

from fastapi import APIRouter, FastAPI, Request, WebSocket
from fastapi.testclient import TestClient
from starlette.routing import NoMatchFound

router = APIRouter()


@router.get("/home")
def home(request: Request) -> str:
    return str(request.app.url_path_for("home"))


@router.get("/1")
def one(request: Request) -> str:
    return str(request.app.url_path_for("nothing"))  # E[fastapi-url-for]


@router.get("/2")
def two(request: Request) -> str:
    return str(request.app.url_path_for("home", page=2))  # E[fastapi-url-for]


@router.get("/3")
def three(request: Request) -> str:
    try:
        name = request.url.path
        return name + str(request.url_for("nothing"))  # E[fastapi-url-for]
    except ValueError:
        return ""


@router.websocket("/socket/{room}")
async def chat(websocket: WebSocket, room: str) -> None:
    await websocket.accept()
    await websocket.send_text(str(websocket.url_for("chat", room="x")))
    await websocket.send_text(str(websocket.url_for("chat")))  # E[fastapi-url-for]


# Valid.


@router.get("/v1")
def v1(request: Request) -> str | None:
    try:
        return str(request.url_for("profile"))
    except NoMatchFound:
        return None


@router.get("/v2")
def v2(request: Request) -> str | None:
    with suppress(NoMatchFound):
        return str(request.url_for("profile"))
    return None


@router.get("/v3")
def v3(request: Request) -> str:
    try:
        link = str(request.url_for("profile"))
    except Exception:
        link = "/"
    return link


app = FastAPI()
app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for path in ("/1", "/2", "/3"):
        assert client.get(path).status_code == 500
    for path in ("/home", "/v1", "/v2", "/v3"):
        assert client.get(path).status_code == 200
