# Routes that are there.
from typing import Any

from fastapi import APIRouter, FastAPI, Request, WebSocket
from fastapi.staticfiles import StaticFiles
from fastapi.testclient import TestClient
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse
from starlette.routing import Mount, Route

app = FastAPI()
router = APIRouter(prefix="/users", tags=["users"])
sub = FastAPI()


def plain(request: Any) -> RedirectResponse:
    return RedirectResponse("/")


@router.get("/{user_id:int}", operation_id="x")
def get_user(user_id: int) -> int:
    return user_id


@router.get("/by/{user_id}", name="get_user")
@router.get("/all")
def several(user_id: str = "") -> str:
    return user_id


@sub.get("/inner/{a:path}")
def inner(a: str) -> None: ...


@app.websocket("/ws/{room}")
async def chat(websocket: WebSocket, room: str) -> None: ...


class Endpoint:
    def __call__(self, a: int) -> None: ...


app.include_router(router, prefix="/api/{version}")
app.mount("/sub", sub, name="sub")
app.mount("/unnamed", FastAPI(routes=[Route("/deep", plain, name="deep")]))
app.mount("/static", StaticFiles(directory="/tmp"), name="static")
app.add_api_route("/named/{a}", Endpoint(), name="endpoint")
app.router.routes.append(Route("/plain", plain))


@app.get("/1")
def one(request: Request) -> str:
    return str(request.url_for("get_user", version=1, user_id=1))


@app.get("/2")
def two(connection: HTTPConnection) -> str:
    return str(connection.url_for("several", version=1))


@app.get("/3")
def three(request: Request) -> str:
    return str(request.url_for("sub:inner", a="b/c"))


@app.get("/4")
def four(request: Request) -> str:
    return str(request.url_for("static", path="/a.css"))


@app.get("/5")
def five(request: Request) -> str:
    return str(request.url_for("chat", room="a"))


@app.get("/6")
def six(request: Request) -> str:
    return str(request.url_for("endpoint", a=1))


@app.get("/7")
def seven(request: Request) -> str:
    return str(request.url_for("swagger_ui_html")) + str(request.url_for("openapi"))


@app.get("/8")
def eight(request: Request) -> str:
    return str(request.url_for("plain")) + str(request.url_for("deep"))


@app.get("/9")
def nine(request: Request) -> str:
    return sub.url_path_for("inner", a="b") + router.url_path_for("several")


@app.get("/10")
def ten(request: Request) -> str:
    options = {"version": 1, "user_id": 2}
    return str(request.url_for("get_user", **options))


@app.get("/11")
def eleven(request: Request) -> str:
    return str(request.url_for("sub", path="/x")) + str(request.url_for("eleven"))


class Client:
    def url_for(self, name: str, **values: int) -> str:
        return name


@app.get("/12")
def twelve() -> str:
    return Client().url_for("nothing", a=1)


def demonstrate(client: TestClient) -> None:
    for i in range(1, 13):
        assert client.get(f"/{i}").status_code == 200, i
