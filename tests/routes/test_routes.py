"""Everything that an application answers to is shown, as it is where it is included."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import fastapi
import pytest

from .command import Outcome, show, told, write

SHOP = """\
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, WebSocket
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles
from pydantic import BaseModel
from starlette.responses import PlainTextResponse
from starlette.routing import Host, Mount, Route, WebSocketRoute

from parts import Book, Permission, settings

print("imported")
app, admin = FastAPI(), FastAPI()
inner, outer = APIRouter(prefix="/books"), APIRouter(prefix="/shop")


@inner.get("/{id}")
@inner.head("/{id}")
async def show_book(id: int, known: Annotated[dict[str, str], Depends(settings)]) -> Book | None:
    return None


@inner.delete("/{id}", status_code=204, dependencies=[Depends(Permission("delete"))])
def remove_book(id: int) -> None: ...


@inner.websocket("/news")
async def news(websocket: WebSocket, known: dict[str, str] = Depends(settings)) -> None: ...


@admin.get("/", response_class=RedirectResponse)
def home() -> str:
    return "/docs"


@app.post("/late", response_model=dict[str, list[Book]])
def late(known: object = Depends(partial(settings, "x"))) -> object: ...


outer.include_router(inner)
app.include_router(outer, prefix="/v1", dependencies=[Depends(settings)])
app.include_router(inner, prefix="/v2")
app.mount("/admin", admin)
admin.mount("/shop", app)
app.mount("/static", StaticFiles(directory="."), name="static")
app.router.routes += [
    Route("/plain", lambda request: PlainTextResponse("")),
    Mount("/group", routes=[Route("/each", PlainTextResponse("")), WebSocketRoute("/talk", news)]),
    Host("api.example.org", app=admin),
]
"""

SHOW_BOOK = SHOP.partition("async def show_book")[0].count("\n") + 1

PARTS = """\
from pydantic import BaseModel


class Book(BaseModel):
    title: str


def settings(name: str = "") -> dict[str, str]:
    return {}


class Permission:
    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self) -> None: ...
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("shop"), {"shop.py": SHOP, "parts.py": PARTS})


@pytest.fixture(scope="module")
def listed(shop: Path) -> Outcome:
    return show(shop, "shop:app", "--output", "json")


@pytest.fixture(scope="module")
def routes(listed: Outcome) -> dict[tuple[str, str], Any]:
    return {
        (",".join(route["methods"]) or route["kind"], route["path"]): route
        for route in listed.routes
    }


def test_all_routes_in_their_order(routes: dict[tuple[str, str], Any]) -> None:
    books = [("GET", "/{id}"), ("HEAD", "/{id}"), ("DELETE", "/{id}"), ("websocket", "/news")]
    own = [
        ("POST", "/late"),
        *[(method, f"/v1/shop/books{path}") for method, path in sorted(books, key=_registered)],
        *[(method, f"/v2/books{path}") for method, path in sorted(books, key=_registered)],
        ("GET", "/admin/"),
        ("mount", "/admin/shop"),
        ("mount", "/static"),
        ("GET,HEAD", "/plain"),
        ("http", "/group/each"),
        ("websocket", "/group/talk"),
    ]
    assert list(routes)[: len(own)] == own
    assert list(routes)[len(own) :] == [
        ("GET", "//api.example.org/"),
        ("mount", "//api.example.org/shop"),
    ]


def _registered(route: tuple[str, str]) -> int:
    # The decorator next to a function is the first to register it.
    return ["HEAD", "GET", "DELETE", "websocket"].index(route[0])


def test_what_an_application_prints_is_kept_apart(listed: Outcome) -> None:
    assert listed.stderr == "imported\n"
    document = json.loads(listed.stdout)
    assert (document["version"], document["application"]) == (1, "shop:app")
    assert document["fastapi"] == fastapi.__version__


def test_handlers_have_a_place(routes: dict[tuple[str, str], Any]) -> None:
    for prefix in ("/v1/shop", "/v2"):
        handler = routes["GET", f"{prefix}/books/{{id}}"]["handler"]
        place = {"file": "shop.py", "line": SHOW_BOOK}
        assert handler == {"name": "show_book", "module": "shop", **place}
    assert routes["mount", "/static"]["handler"]["name"] == "StaticFiles"
    assert routes["http", "/group/each"]["handler"]["name"] == "PlainTextResponse"


def test_status_and_response_model(routes: dict[tuple[str, str], Any]) -> None:
    def answer(method: str, path: str) -> tuple[int | None, str | None]:
        route = routes[method, path]
        return route["status"], route["response_model"]

    assert answer("GET", "/v2/books/{id}") == (200, "Book | None")
    assert answer("DELETE", "/v2/books/{id}") == (204, None)
    assert answer("POST", "/late") == (200, "dict[str, list[Book]]")
    assert answer("GET", "/admin/") == (307, "str")
    assert answer("GET,HEAD", "/plain") == (None, None)


def names(dependencies: list[Any]) -> list[str]:
    return [dependency["name"] for dependency in dependencies]


def test_an_inclusion_adds_its_dependencies(routes: dict[tuple[str, str], Any]) -> None:
    first, second = routes["GET", "/v1/shop/books/{id}"]["dependencies"]
    assert (first["name"], first["parameter"], first["shared"]) == ("settings", None, False)
    assert (second["name"], second["parameter"], second["shared"]) == ("settings", "known", True)
    assert names(routes["GET", "/v2/books/{id}"]["dependencies"]) == ["settings"]
    assert names(routes["DELETE", "/v1/shop/books/{id}"]["dependencies"]) == [
        "settings",
        "Permission",
    ]
    assert names(routes["websocket", "/v1/shop/books/news"]["dependencies"]) == ["settings"] * 2
    assert names(routes["POST", "/late"]["dependencies"]) == ["settings"]


def test_table(shop: Path) -> None:
    outcome = show(shop, "shop:app", "--path", "/v1/shop/books")
    assert outcome.status == 0
    lines = outcome.stdout.splitlines()
    assert lines[:3] == [
        f"HEAD    /v1/shop/books/{{id}}  show_book  shop.py:{SHOW_BOOK}  200 Book | None",
        "        ├─ settings",
        "        └─ settings  called already",
    ]
    heads = [line.split()[0] for line in lines if not line.startswith(" ")]
    assert heads == ["HEAD", "GET", "DELETE", "WS"]
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--method", "delete"], ["DELETE /v1/shop/books/{id}", "DELETE /v2/books/{id}"]),
        (["--method", "WS", "--path", "v2"], ["websocket /v2/books/news"]),
        (["--method", "post", "--method", "ws", "--path", "/v2"], ["websocket /v2/books/news"]),
        (["--path", "nowhere"], []),
    ],
)
def test_filters(shop: Path, options: list[str], expected: list[str]) -> None:
    routes = told(shop, "shop:app", *options)
    shown = [f"{''.join(route['methods']) or route['kind']} {route['path']}" for route in routes]
    assert shown == expected


def test_no_routes(shop: Path) -> None:
    outcome = show(shop, "shop:app", "--path", "nowhere")
    assert (outcome.status, outcome.stdout) == (0, "")
    assert outcome.stderr.splitlines()[-1] == "no routes"


NODE = re.compile(r'(?P<name>[rd]\d+)(?:\[(?P<route>".*")\]|\((?P<dependency>".*")\)(?::::\w+)?)')
EDGE = re.compile(r"([rd]\d+) --> (d\d+)")


def test_mermaid(shop: Path) -> None:
    outcome = show(shop, "shop:app", "--output", "mermaid")
    first, *lines = outcome.stdout.splitlines()
    assert first == "flowchart LR"
    nodes = {node["name"]: node for line in lines if (node := NODE.fullmatch(line.strip()))}
    edges = [edge.groups() for line in lines if (edge := EDGE.fullmatch(line.strip()))]
    styles = [line for line in lines if line.strip().startswith("classDef")]
    assert len(nodes) + len(edges) + len(styles) == len(lines)
    assert all(start in nodes and end in nodes for start, end in edges)
    routes = [node["route"] for node in nodes.values() if node["route"]]
    assert len(routes) == len(told(shop, "shop:app"))
    assert '"GET /v2/books/#123;id#125;<br/>show_book"' in routes
    # A quotation mark, a bracket or a number sign in a text would end or change it.
    texts = [node["route"] or node["dependency"] for node in nodes.values()]
    assert not any(set('"<>') & set(text[1:-1].replace("<br/>", "")) for text in texts)
    # The same dependency is one node, however often it is asked for.
    assert [node["dependency"] for node in nodes.values()].count('"settings"') == 1


def test_an_application_in_a_folder(tmp_path: Path) -> None:
    text = "from fastapi import FastAPI\napp = FastAPI()\nclass Both: app = app\n"
    write(tmp_path, {"src/package/__init__.py": "", "src/package/main.py": text})
    assert told(tmp_path, "package.main:app", "--app-dir", "src") == []
    assert told(tmp_path, "package.main:Both.app", "--app-dir", "src") == []


def test_a_factory(tmp_path: Path) -> None:
    text = "from fastapi import FastAPI\ndef make():\n    app = FastAPI()\n    app.get('/a')(make)\n    return app\n"
    write(tmp_path, {"main.py": text})
    (route,) = told(tmp_path, "main:make", "--factory")
    assert (route["path"], route["handler"]["line"]) == ("/a", 2)
