# Routes that are hidden by a catch-all, or by one that is registered in another way.
# outcome: silent
from fastapi import APIRouter, FastAPI, WebSocket
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter()
pages = APIRouter(prefix="/pages")


@router.get("/items/{item_id}")
def read_item(item_id: str) -> str:
    return item_id


@router.api_route("/items/new", methods=["get"])  # E[fastapi-path]
def new_item() -> str:
    return "new item"


def item_of_the_day() -> str:
    return "item of the day"


router.add_api_route("/items/today", item_of_the_day)  # E[fastapi-path]


@router.api_route("/shops/{shop}", methods=["GET", "POST"])
def any_shop(shop: str) -> str:
    return shop


@router.post("/shops/nearest")  # E[fastapi-path]
def nearest_shop() -> str:
    return "nearest shop"


@router.websocket("/rooms/{room}")
async def room(socket: WebSocket, room: str) -> None:
    await socket.accept()
    await socket.send_text(room)
    await socket.close()


@router.websocket("/rooms/lobby")  # E[fastapi-path]
async def lobby(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("lobby of the house")
    await socket.close()


@pages.get("/files/{name:path}")
def read_file(name: str) -> str:
    return name


@pages.get("/files/a/info")  # E[fastapi-path]
def info() -> str:
    return "info"


@pages.get("/files/{name}/size")  # E[fastapi-path]
def size(name: str) -> int:
    return len(name)


@pages.get("/{rest:path}")
def page(rest: str) -> str:
    return "page"


@pages.get("/health")  # E[fastapi-path]
def health() -> str:
    return "healthy"


class Views:
    def __init__(self) -> None:
        self.router = APIRouter(prefix="/views")
        self.router.add_api_route("/{view}", self.read, methods=["GET"])
        self.router.add_api_route("/list", self.list, methods=["GET"])  # E[fastapi-path]

    def read(self, view: str) -> str:
        return view

    def list(self) -> str:
        return "all views"


app.include_router(router)
app.include_router(pages)
app.include_router(Views().router)


def demonstrate(client: TestClient) -> None:
    for path, answer in (
        ("/items/new", "new"),
        ("/items/today", "today"),
        ("/pages/files/a/info", "a/info"),
        ("/pages/files/a/size", "a/size"),
        ("/pages/health", "page"),
        ("/views/list", "list"),
    ):
        assert client.get(path).json() == answer
    assert client.post("/shops/nearest").json() == "nearest"
    with client.websocket_connect("/rooms/lobby") as socket:
        assert socket.receive_text() == "lobby"
