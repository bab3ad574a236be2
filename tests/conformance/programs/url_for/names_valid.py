# Names of handlers, of routes, of mounts and what is in them, and objects that only look like a request.
from typing import Any

from fastapi import APIRouter, FastAPI, Request, WebSocket
from fastapi.staticfiles import StaticFiles
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter(prefix="/{tenant}")
inner = FastAPI()
plain = FastAPI()


@router.get("/users/{user_id}", name="user")
def get_user(tenant: str, user_id: int) -> int:
    return user_id


@inner.get("/deep")
def deep() -> str:
    return "deep"


@plain.get("/seen")
def seen() -> str:
    return "seen"


@app.websocket("/socket")
async def socket(websocket: WebSocket) -> None:
    await websocket.accept()


class Links:
    def url_for(self, name: str) -> str:
        return name


@app.get("/links")
def links(request: Request) -> list[str]:
    given: dict[str, Any] = {"tenant": "a", "user_id": 1}
    return [
        str(request.url_for("user", tenant="a", user_id=1)),
        str(request.url_for("user", **given)),
        str(request.url_for("links")),
        str(request.url_for("static", path="a.css")),
        str(request.url_for("inner:deep")),
        str(request.url_for("seen")),
        str(request.url_for("socket")),
        str(request.url_for("openapi")),
        str(app.url_path_for("user", tenant="a", user_id=1)),
        Links().url_for("nothing"),
    ]


app.mount("/static", StaticFiles(directory="."), name="static")
app.mount("/inner", inner, name="inner")
app.mount("/plain", plain)
app.include_router(router)


def demonstrate(client: TestClient) -> None:
    assert len(client.get("/links").json()) == 10
