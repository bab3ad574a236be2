# Beside a catch-all, and with several methods: all of these can be reached.
from fastapi import APIRouter, FastAPI, WebSocket
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter()
METHODS = ["GET"]


@router.get("/")
def root() -> str:
    return "root"


@router.get("/items/new")
@router.get("/items/{item_id}")
def of_one_handler(item_id: str = "none") -> str:
    return item_id


@router.get("/users/{name}")
@router.get("/users/me")
def registered_from_below(name: str = "myself") -> str:
    return name


@router.get("/shops/{shop}")
def read_shop(shop: str) -> str:
    return shop


@router.api_route("/shops/nearest", methods=["GET", "POST"])
def nearest() -> str:
    return "nearest shop"


@router.api_route("/teams/{team}", methods=METHODS)
def read_team(team: str) -> str:
    return team


@router.post("/teams/own")
def own_team() -> str:
    return "own team"


@router.get("/rooms/{room}")
def read_room(room: str) -> str:
    return room


@router.websocket("/rooms/lobby")
async def lobby(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("lobby of the house")
    await socket.close()


def optional() -> str:
    return "optional"


if app.debug:
    router.add_api_route("/{name}", read_shop)
router.add_api_route("/optional", optional)


@router.get("/files/{name:path}")
def read_file(name: str) -> str:
    return name


@router.get("/file")
def one_file() -> str:
    return "one file"


@router.post("/files/upload")
def upload() -> str:
    return "uploaded"


@router.get("/{rest:path}")
def everything_else(rest: str) -> str:
    return "else"


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for path, answer in (
        ("/", "root"),
        ("/items/new", "new"),
        ("/users/me", "myself"),
        ("/optional", "optional"),
        ("/file", "one file"),
        ("/files/a/b", "a/b"),
        ("/other", "else"),
    ):
        assert client.get(path).json() == answer, path
    for path, answer in (
        ("/shops/nearest", "nearest shop"),
        ("/teams/own", "own team"),
        ("/files/upload", "uploaded"),
    ):
        assert client.post(path).json() == answer, path
    with client.websocket_connect("/rooms/lobby") as socket:
        assert socket.receive_text() == "lobby of the house"
