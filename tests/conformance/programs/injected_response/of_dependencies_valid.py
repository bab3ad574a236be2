# Headers of dependencies that arrive, or that are set elsewhere.
# fastapi: 0.129
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import (
    APIRouter,
    BackgroundTasks,
    Depends,
    FastAPI,
    HTTPException,
    Request,
    Response,
    WebSocket,
)
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, StreamingResponse
from fastapi.testclient import TestClient

app = FastAPI()
seen: list[Response] = []


def no_store(response: Response) -> None:
    response.headers["cache-control"] = "no-store"


def remember(request: Request, response: Response) -> None:
    request.state.response = response
    response.headers["x-a"] = "b"


def helper(response: Response) -> None:
    add(response)


def add(response: Response) -> None:
    response.headers["x-a"] = "b"
    seen.append(response)


class Pagination:
    def __init__(self, response: Response, page: int = 1) -> None:
        self.response = response
        self.page = page

    def set_total(self, total: int) -> None:
        self.response.headers["x-total"] = str(total)


def made() -> Response:
    response = JSONResponse({})
    response.headers["x-a"] = "b"
    return response


@app.get("/0", dependencies=[Depends(no_store)], response_class=HTMLResponse)
def r0() -> str:
    return "<p>"


@app.get("/1", dependencies=[Depends(no_store)])
def r1() -> Any:
    return {"a": 1}


@app.get("/2", dependencies=[Depends(remember)])
def r2(request: Request) -> Any:
    return JSONResponse({}, headers=dict(request.state.response.headers))


@app.get("/3", dependencies=[Depends(helper)])
def r3() -> Any:
    return JSONResponse({})


@app.get("/4")
def r4(pagination: Annotated[Pagination, Depends()]) -> Any:
    pagination.set_total(3)
    return [1]


@app.get("/5")
def r5(response: Annotated[Response, Depends(made)]) -> Any:
    return response


@app.get("/6", dependencies=[Depends(no_store)])
async def r6() -> Any:
    for n in range(3):
        if n > 5:
            return JSONResponse({})
    return {}


@app.get("/7", dependencies=[Depends(no_store)])
def r7(fail: bool = True) -> Any:
    if fail:
        raise HTTPException(404)
    return None


@app.get("/8", dependencies=[Depends(no_store)], response_model=None)
def r8() -> Response | dict[str, int]:  # type: ignore
    return {"a": 1}


@app.websocket("/ws", dependencies=[])
async def ws(websocket: WebSocket) -> None:
    await websocket.accept()


def demonstrate(client: TestClient) -> None:
    assert client.get("/0").headers["cache-control"] == "no-store"
