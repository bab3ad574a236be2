# Routers with a class for the answers of their routes, and what it can render.
import json
from typing import Any

from fastapi import APIRouter, FastAPI, Response
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse
from fastapi.testclient import TestClient


class Pretty(PlainTextResponse):
    def render(self, content: Any) -> bytes:
        return json.dumps(content, indent=1).encode()


pages = APIRouter(prefix="/pages", default_response_class=HTMLResponse)
data = APIRouter(prefix="/data", default_response_class=JSONResponse)
pretty = APIRouter(prefix="/pretty", default_response_class=Pretty)
plain = APIRouter(prefix="/plain")


@pages.get("/home")
def home() -> str:
    return "<h1>Home</h1>"


@pages.get("/made")
def made():
    return JSONResponse({"title": "Home"})


@pages.get("/own", response_class=JSONResponse)
def own() -> dict[str, str]:
    return {"title": "Home"}


@pages.get("/response")
def response() -> Response:
    return PlainTextResponse("a")


@data.get("/home")
def data_home() -> dict[str, str]:
    return {"title": "Home"}


@pretty.get("/home")
def pretty_home() -> dict[str, str]:
    return {"title": "Home"}


@plain.get("/home")
def plain_home() -> dict[str, str]:
    return {"title": "Home"}


app = FastAPI()
app.include_router(pages)
app.include_router(data)
app.include_router(pretty)
app.include_router(plain, default_response_class=JSONResponse)


def demonstrate(client: TestClient) -> None:
    for path in ("/pages/home", "/pages/made", "/pages/own", "/pages/response", "/data/home"):
        assert client.get(path).status_code == 200
    for path in ("/pretty/home", "/plain/home"):
        assert client.get(path).json() == {"title": "Home"}
