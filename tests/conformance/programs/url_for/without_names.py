# Files and other applications that are mounted without a name have none, and nothing in them has one.
# outcome: 500
import os

from fastapi import APIRouter, FastAPI, Request
from fastapi.staticfiles import StaticFiles
from fastapi.testclient import TestClient
from starlette.types import Receive, Scope, Send


class SinglePage(StaticFiles):
    async def check_config(self) -> None: ...


async def plain(scope: Scope, receive: Receive, send: Send) -> None: ...


app = FastAPI()
router = APIRouter(prefix="/users")
app.mount("/static", StaticFiles(directory=os.path.dirname(__file__)))
app.mount("/page", SinglePage(directory=os.path.dirname(__file__)))
app.mount("/plain", plain)
app.mount("/media", StaticFiles(directory=os.path.dirname(__file__)), name="media")


@router.get("/{user_id}", name="user")
def get_user(user_id: int) -> int:
    return user_id


@app.get("/wrong/0")
def without_name(request: Request) -> str:
    return str(request.url_for("static", path="a.css"))  # E[fastapi-url-for]


@app.get("/wrong/1")
def of_function(request: Request) -> str:
    return str(request.url_for(get_user.__name__, user_id=1))  # E[fastapi-url-for]


@app.get("/wrong/2")
def of_the_router(request: Request) -> str:
    return str(request.app.router.url_path_for("user", id=1))  # E[fastapi-url-for]


@app.get("/right")
def right(request: Request) -> list[str]:
    return [
        str(request.url_for("media", path="a.css")),
        str(request.url_for(without_name.__name__)),
        str(request.app.router.url_path_for("user", user_id=1)),
    ]


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for number in range(3):
        assert client.get(f"/wrong/{number}").status_code == 500
    assert len(client.get("/right").json()) == 3
