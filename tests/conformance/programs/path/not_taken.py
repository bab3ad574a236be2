# Path parameters that nothing takes.
# outcome: silent
from typing import Annotated

from fastapi import APIRouter, Body, Depends, FastAPI, Header, Query, Request, WebSocket
from fastapi.security import OAuth2PasswordBearer
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter(prefix="/included")
scheme = OAuth2PasswordBearer("token", auto_error=False)


def get_page(page: int = 1) -> int:
    return page


def get_agent(request: Request) -> str | None:
    return request.headers.get("x-agent")


class Filters:
    def __init__(self, text: str = "", limit: Annotated[int, Query()] = 3) -> None:
        self.text = text


@app.get("/items/{item_id}")  # E[fastapi-path]
def no_parameters() -> str:
    return "item"


@app.get("/items/{item_id}/parts/{part_id}")  # E[fastapi-path]
def one_of_two(part_id: int) -> int:
    return part_id


@app.get("/pages/{number}")  # E[fastapi-path]
def with_dependencies(
    page: Annotated[int, Depends(get_page)],
    agent: Annotated[str | None, Depends(get_agent)],
    filters: Annotated[Filters, Depends()],
    token: Annotated[str | None, Depends(scheme)],
) -> int:
    return page


@app.post("/bodies/{body_id}")  # E[fastapi-path]
async def with_other_parameters(
    request: Request,
    text: Annotated[str, Body(embed=True)],
    agent: Annotated[str | None, Header()] = None,
) -> str:
    return f"{text} {request.method} {request.state} {request.headers}"


@app.get(path="/keyword/{key}", dependencies=[Depends(get_page)])  # E[fastapi-path]
async def by_keyword() -> str:
    return "key"


@router.get("/{name}")  # E[fastapi-path]
def on_router() -> str:
    return "name"


def added() -> str:
    return "added"


app.add_api_route("/added/{name}", added)  # E[fastapi-path]


@app.websocket("/sockets/{room}")  # E[fastapi-path]
async def socket(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_text("hello")
    await websocket.close()


app.include_router(router, prefix="/api", dependencies=[Depends(get_page)])


def create_app() -> FastAPI:
    local = FastAPI(dependencies=[Depends(get_page)])

    @local.get("/local/{name}")  # E[fastapi-path]
    def in_function() -> str:
        return "local"

    return local


app.mount("/local", create_app())


def demonstrate(client: TestClient) -> None:
    for path in (
        "/items/1",
        "/items/1/parts/2",
        "/pages/7",
        "/keyword/a",
        "/api/included/a",
        "/added/a",
        "/local/local/a",
    ):
        assert client.get(path).status_code == 200
    assert client.post("/bodies/1", json={"text": "a"}).status_code == 200
    with client.websocket_connect("/sockets/a") as connection:
        assert connection.receive_text() == "hello"
