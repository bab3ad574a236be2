# Routes that are not there, in other ways.
# outcome: silent
from typing import Any

import fastapi as f
import pytest
from fastapi import APIRouter, Depends, FastAPI, Request, WebSocket
from fastapi.staticfiles import StaticFiles
from fastapi.testclient import TestClient
from starlette.responses import RedirectResponse
from starlette.routing import NoMatchFound

app = FastAPI()
router = APIRouter(prefix="/users")
sub = FastAPI()
NAME = "get_usr"


@router.get("/{user_id}", name="user")
def get_user(user_id: int) -> int:
    return user_id


@router.get("/{user_id}/items/{item_id}")
def get_item(user_id: int, item_id: int) -> int:
    return user_id


@sub.get("/inner")
def inner() -> None: ...


app.include_router(router)
app.mount("/sub", sub, name="sub")
app.mount("/static", StaticFiles(directory="/tmp"), name="static")


@app.get("/1")
def one(request: Request) -> str:
    return str(request.url_for("get_user", user_id=1))  # E[fastapi-url-for]


@app.get("/2")
def two(req: f.Request) -> str:
    return str(req.url_for(NAME, user_id=1))  # E[fastapi-url-for]


@app.get("/3")
def three(request: Request) -> str:
    return str(request.url_for("user", id=1))  # E[fastapi-url-for]


@app.get("/4")
def four(request: Request) -> str:
    return str(request.url_for("user", user_id=1, page=2))  # E[fastapi-url-for]


@app.get("/5")
def five(request: Request) -> str:
    return str(request.url_for("static", filename="a"))  # E[fastapi-url-for]


@app.get("/6")
def six() -> str:
    return app.url_path_for("user")  # E[fastapi-url-for]


@app.get("/7")
def seven(request: Request) -> str:
    return request.app.url_path_for("user")  # E?[fastapi-url-for]


@app.get("/8")
def eight(request: Request) -> str:
    return str(request.url_for("inner"))  # E?[fastapi-url-for]


@app.get("/9")
def nine(request: Request) -> str:
    return str(request.url_for("sub:outer"))  # E[fastapi-url-for]


@app.get("/10")
def ten(request: Request) -> Any:
    return RedirectResponse(request.url_for("home"), 303)  # E[fastapi-url-for]


@app.get("/11")
def eleven(request: Request) -> str:
    return str(request.url_for(name="user", user_id=1))


@app.get("/12")
def twelve(request: Request) -> list[str]:
    return [
        str(request.url_for("get_item", user=1, item_id=i))  # E[fastapi-url-for]
        for i in range(3)
    ]


@app.get("/13")
def thirteen(request: Request) -> str:
    url = request.url_for
    return str(url("get_user", user_id=1))  # E?[fastapi-url-for]


@app.get("/14")
def fourteen(request: Request) -> str:
    return str(request.url_for("get_item", **{"user_id": 1}))  # E?[fastapi-url-for]


@app.get("/15")
def fifteen(request: Request) -> str:
    return str(request.url_for(two.__name__ + "x"))


class Links:
    def __init__(self, request: Request) -> None:
        self.request = request

    def user(self) -> str:
        return str(self.request.url_for("get_user", user_id=1))  # E[fastapi-url-for]


@app.get("/16")
def sixteen(links: Links = Depends()) -> str:
    return links.user()


@app.get("/17")
def seventeen(request: Request) -> str:
    return str(router.url_path_for("get_user", user_id=1))  # E[fastapi-url-for]


def demonstrate(client: TestClient) -> None:
    for i in range(1, 18):
        with pytest.raises((NoMatchFound, TypeError)):
            client.get(f"/{i}")
