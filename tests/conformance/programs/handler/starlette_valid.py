# As the documentation of Starlette and FastAPI, instrumentators and mounted tools have it.
import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator, Callable
from typing import Annotated, Any

from fastapi import (
    APIRouter,
    BackgroundTasks,
    Cookie,
    Depends,
    FastAPI,
    Header,
    HTTPException,
    Request,
    Response,
    WebSocket,
    WebSocketDisconnect,
)
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.cors import CORSMiddleware
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, StreamingResponse
from fastapi.routing import APIRoute
from fastapi.staticfiles import StaticFiles
from fastapi.testclient import TestClient
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.routing import Mount, Route, Router

state: dict[str, Any] = {}


@contextlib.asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[dict[str, Any]]:
    task = asyncio.create_task(asyncio.sleep(0))
    state["ready"] = True
    yield {"client": 1}
    state.clear()
    await task


def create_app() -> FastAPI:
    app = FastAPI(lifespan=lifespan, docs_url=None)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, exc: RequestValidationError) -> JSONResponse:
        return JSONResponse({"detail": [error["msg"] for error in exc.errors()]}, 422)

    return app


class TimedRoute(APIRoute):
    def get_route_handler(self) -> Callable[[Request], Any]:
        original = super().get_route_handler()

        async def handler(request: Request) -> Response:
            before = time.time()
            response: Response = await original(request)
            response.headers["X-Response-Time"] = str(time.time() - before)
            return response

        return handler


app = create_app()
sub = FastAPI(title="sub")
timed = APIRouter(route_class=TimedRoute, prefix="/timed")


class ConnectionManager:
    def __init__(self) -> None:
        self.active: list[WebSocket] = []

    async def connect(self, websocket: WebSocket) -> None:
        await websocket.accept()
        self.active.append(websocket)

    async def broadcast(self, message: str) -> None:
        for connection in self.active:
            await connection.send_text(message)


manager = ConnectionManager()


@app.websocket("/ws/{client_id}")
async def ws(
    websocket: WebSocket, client_id: int, token: Annotated[str | None, Header()] = None
) -> None:
    await manager.connect(websocket)
    try:
        while True:
            data = await websocket.receive_json()
            await websocket.send_json({"data": data, "at": time.time(), "id": client_id})
    except WebSocketDisconnect:
        manager.active.remove(websocket)


@app.get("/login")
def login(response: Response) -> dict[str, str]:
    response.set_cookie("session", "x", httponly=True)
    response.headers["X-A"] = "b"
    response.status_code = 202
    return {"a": "b"}


@app.get("/maybe")
def maybe(response: Response, fail: bool = False) -> Any:
    response.set_cookie("session", "x")
    if fail:
        raise HTTPException(400, headers={"X-A": "b"})
    return {"a": 1}


@app.get("/logout")
def logout() -> Response:
    response = JSONResponse({"a": 1})
    response.delete_cookie("session")
    return response


@app.get("/events")
async def events(request: Request) -> StreamingResponse:
    async def stream() -> AsyncIterator[str]:
        for n in range(3):
            if await request.is_disconnected():
                break
            yield f"data: {json.dumps({'n': n})}\n\n"
            await asyncio.sleep(0)

    return StreamingResponse(
        stream(), media_type="text/event-stream", background=BackgroundTask(print, "done")
    )


@app.get("/docs", include_in_schema=False)
async def docs() -> HTMLResponse:
    return get_swagger_ui_html(openapi_url="/openapi.json", title="x")


@app.get("/metrics", include_in_schema=False)
def metrics(request: Request) -> Response:
    return Response(b"x", media_type="text/plain")


@app.get("/state")
def get_state(request: Request) -> Any:
    return request.state.client


@timed.get("/")
def timed_root(tasks: BackgroundTasks) -> str:
    tasks.add_task(print, "x")
    return "x"


@sub.get("/")
def sub_root() -> str:
    return "sub"


def custom_openapi() -> dict[str, Any]:
    if not app.openapi_schema:
        app.openapi_schema = get_openapi(title="x", version="1", routes=app.routes)
    return app.openapi_schema


app.openapi = custom_openapi  # type: ignore[method-assign]
app.include_router(timed)
app.mount("/sub", sub)
app.mount("/starlette", Starlette(routes=[Route("/", lambda request: PlainTextResponse("x"))]))
app.mount("/static", StaticFiles(directory=".", check_dir=False), name="static")
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["*"])


@app.api_route("/{path:path}", methods=["GET", "POST"], include_in_schema=False)
async def catch_all(path: str) -> str:
    return path


def demonstrate(client: TestClient) -> None:
    for path in (
        "login",
        "maybe",
        "logout",
        "events",
        "docs",
        "metrics",
        "state",
        "timed/",
        "sub/",
        "starlette/",
        "any",
    ):
        assert client.get(f"/{path}").status_code in {200, 202}, path
