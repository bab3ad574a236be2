# A dumped model keeps what the models in its lists have, its enums, its addresses and its secrets.
# outcome: 500
import io
from datetime import datetime
from enum import Enum

from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel, HttpUrl, SecretStr

app = FastAPI()


class Color(Enum):
    RED = "red"


class Item(BaseModel):
    at: datetime = datetime(2024, 1, 1)


class Page(BaseModel):
    total: int = 0
    items: list[Item] = []


class Paint(BaseModel):
    color: Color = Color.RED


class Link(BaseModel):
    url: HttpUrl = HttpUrl("https://example.com")


class Login(BaseModel):
    password: SecretStr = SecretStr("secret")


def get_page() -> Page:
    return Page(items=[Item()])


def find_item(name: str) -> Item | None:
    return Item() if name else None


@app.get("/page")
def page() -> Response:
    return JSONResponse(get_page().model_dump())  # E[fastapi-content]


@app.get("/made")
def made() -> Response:
    items = [Item()]
    whole = Page(total=1, items=items)
    return JSONResponse(whole.model_dump())  # E[fastapi-content]


@app.get("/maybe")
def maybe() -> Response:
    item = find_item("a")
    return JSONResponse(item.model_dump())  # type: ignore[union-attr]  # E[fastapi-content]


@app.get("/paint")
def paint() -> Response:
    return JSONResponse(Paint().model_dump())  # E[fastapi-content]


@app.get("/link")
def link() -> Response:
    return JSONResponse(Link().model_dump())  # E[fastapi-content]


@app.get("/login")
def login() -> Response:
    return JSONResponse({"login": Login().model_dump()})  # E[fastapi-content]


@app.get("/converted")
def converted() -> Response:
    rows = [{"at": datetime(2024, 1, 1)}]
    return JSONResponse(
        [Item.model_validate(row).model_dump() for row in rows]  # E[fastapi-content]
    )


@app.get("/buffer")
def buffer() -> Response:
    found = io.BytesIO(b"picture")
    return Response(content=found, media_type="image/png")  # E[fastapi-content]


def demonstrate(client: TestClient) -> None:
    for path in ("page", "made", "maybe", "paint", "link", "login", "converted", "buffer"):
        assert client.get(f"/{path}").status_code == 500, path
