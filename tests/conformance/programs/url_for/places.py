# Names that no route has.
# outcome: 500
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter(prefix="/users")
app.mount("/static", StaticFiles(directory="."), name="static")


@router.get("/{user_id}", name="user")
def get_user(user_id: int) -> int:
    return user_id


@router.get("/{user_id}/items/{item_id:int}")
async def get_item(user_id: int, item_id: int, q: str = "") -> int:
    return item_id


class Views:
    def index(self) -> str:
        return "x"


app.add_api_route("/index", Views().index)


@app.get("/0")
def r0(request: Request) -> Any:
    return str(request.url_for("get_user", user_id=1))  # E[fastapi-url-for]


@app.get("/1")
def r1(request: Request) -> Any:
    return str(request.url_for("user", id=1))  # E[fastapi-url-for]


@app.get("/2")
def r2(request: Request) -> Any:
    return str(request.url_for("get_item", user_id=1, item_id=2, q="x"))  # E[fastapi-url-for]


@app.get("/3")
def r3() -> Any:
    return app.url_path_for("get_item", user_id=1)  # E[fastapi-url-for]


@app.get("/4")
def r4(request: Request) -> Any:
    return str(request.url_for("static", filename="x.css"))  # E[fastapi-url-for]


@app.get("/5")
def r5(request: Request) -> Any:
    return RedirectResponse(request.url_for("Index"))  # E[fastapi-url-for]


@app.get("/v0")
def v0(request: Request) -> Any:
    return [
        str(request.url_for("user", user_id=1)),
        str(request.url_for("get_item", user_id=1, item_id=2).include_query_params(q="x")),
        str(request.url_for("static", path="x.css")),
        str(request.url_for("index")),
        app.url_path_for("v0"),
        app.url_path_for("user", user_id=1),
        str(request.app.url_path_for("swagger_ui_html")),
        str(request.url_for("user", **{"user_id": 3})),
    ]


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for n in range(6):
        assert client.get(f"/{n}").status_code == 500, n
    assert client.get("/v0").status_code == 200
