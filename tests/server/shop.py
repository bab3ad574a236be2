"""A small application with tests, for what an editor shows of routes."""

from __future__ import annotations

from pathlib import Path

from scoped_fastapi_check.application.files import verify_files
from scoped_fastapi_check.server.atlas import Atlas
from scoped_fastapi_check.server.document_text import DocumentText
from scoped_fastapi_check.server.surveying import Surveyor

SOURCES = {
    "shop/__init__.py": "",
    "shop/deps.py": """\
from collections.abc import Iterator
from typing import Annotated
from fastapi import Depends, Header


def get_session() -> Iterator[dict[str, str]]:
    yield {}


Session = Annotated[dict[str, str], Depends(get_session)]


def get_user(session: Session, token: Annotated[str, Header()]) -> str:
    return token


class Page:
    def __init__(self, size: int = 10) -> None:
        self.size = size
""",
    "shop/books.py": """\
from typing import Annotated
from fastapi import APIRouter, Depends, WebSocket
from . import deps
from .deps import Page, Session, get_session, get_user

router = APIRouter(prefix="/books")


@router.get("")
def list_books(page: Annotated[Page, Depends()], session: Session) -> list[str]:
    return []


@router.get("/{book_id}", status_code=203)
@router.head("/{book_id}")
def read_book(book_id: int, user: str = Depends(deps.get_user)) -> dict[str, int]:
    return {}


@router.post(
    "/{book_id}/chapters/{number:int}",
    status_code=201,
)
async def add_chapter(
    book_id: int,
    number: int,
    session: dict[str, str] = Depends(get_session, scope="function"),
) -> None: ...


@router.websocket("/{book_id}/live")
async def live(socket: WebSocket, book_id: int) -> None: ...
""",
    "shop/main.py": """\
from fastapi import APIRouter, Depends, FastAPI
from . import books
from .deps import get_user

app = FastAPI()
api = APIRouter(prefix="/api")
api.include_router(books.router, dependencies=[Depends(get_user)])
app.include_router(api)


def health() -> str:
    return "well"


app.add_api_route("/health", health)
""",
    "tests/__init__.py": "",
    "tests/test_books.py": """\
import pytest
from fastapi.testclient import TestClient
from shop.deps import get_session
from shop.main import app

client = TestClient(app)


def fake_session() -> dict[str, str]:
    return {}


app.dependency_overrides[get_session] = fake_session


def test_read() -> None:
    assert client.get("/api/books/3").status_code == 203
    number = 4
    assert client.get(f"/api/books/{number}?full=1").status_code == 203


def test_chapter() -> None:
    client.post(
        "/api/books/3/chapters/1",
        json={},
    )
    client.request("HEAD", "/api/books/3")
    with client.websocket_connect("/api/books/3/live"):
        pass
""",
    "pyproject.toml": "",
}


def write_shop(folder: Path) -> Path:
    """Write the application into a folder."""
    for name, text in SOURCES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def survey(folder: Path) -> Atlas:
    """What the server knows of it."""
    verify_files()
    (atlas,) = Surveyor().survey(folder, list(folder.rglob("*.py")), lambda: False)
    return atlas


def place(name: str, text: str, *, after: int = 0, source: str | None = None) -> tuple[int, int]:
    """The line and column, from 0, of a text in a file, and so many characters on."""
    source = SOURCES[name] if source is None else source
    assert source.count(text) == 1, f"{text!r} is in {name} {source.count(text)} times"
    before = source[: source.index(text) + after]
    return before.count("\n"), len(before) - before.rfind("\n") - 1


def document(name: str) -> DocumentText:
    """The text of a file."""
    return DocumentText(SOURCES[name])
