"""What an editor shows of routes, dependencies and tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from scoped_fastapi_check.application.project_map import map_around
from scoped_fastapi_check.server.atlas import Atlas
from scoped_fastapi_check.server.completion import completion
from scoped_fastapi_check.server.document_text import DocumentText
from scoped_fastapi_check.server.hover import hover
from scoped_fastapi_check.server.lenses import lenses
from scoped_fastapi_check.server.locations import Locations
from scoped_fastapi_check.server.navigation import definition, references
from scoped_fastapi_check.server.routes_request import routes_answer
from scoped_fastapi_check.server.symbols import document_symbols, workspace_symbols

from .shop import SOURCES, document, place, survey, write_shop

BOOKS, DEPS, MAIN, TESTS = "shop/books.py", "shop/deps.py", "shop/main.py", "tests/test_books.py"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_shop(tmp_path_factory.mktemp("shop").resolve())


@pytest.fixture(scope="module")
def atlas(folder: Path) -> Atlas:
    return survey(folder)


def nothing_open(_: str) -> None:
    return None


def hovered(atlas: Atlas, folder: Path, name: str, text: str, after: int = 1) -> str:
    found = hover(atlas, str(folder / name), document(name), *place(name, text, after=after))
    return found or ""


@pytest.mark.parametrize("text", ["read_book(", 'head("/{book_id}")', 'router.get("/{book_id}"'])
def test_hover_of_a_route(atlas: Atlas, folder: Path, text: str) -> None:
    found = hovered(atlas, folder, BOOKS, text, after=5)
    method = "HEAD" if text.startswith("head") else "GET"
    assert f"**`{method} /api/books/{{book_id}}`**" in found
    assert "through `app` → `api` (`/api`) → `router` (`/books`)" in found
    assert ("status 203" in found) == ("GET" in found)
    assert "response model `dict[str, int]`" in found
    assert "\n- `get_user`\n  - `get_session`, scope `request`, closed as number 1" in found
    assert "Closed after the response: `get_session`" in found
    assert ("2 calls in tests" in found) == ("GET" in found)


def test_hover_of_a_call_that_registers(atlas: Atlas, folder: Path) -> None:
    assert "GET /health" in hovered(atlas, folder, MAIN, "app.add_api_route")
    assert "GET /health" in hovered(atlas, folder, MAIN, "def health", after=5)


def test_hover_of_a_scope(atlas: Atlas, folder: Path) -> None:
    found = hovered(atlas, folder, BOOKS, "def add_chapter", after=6)
    assert "scope `function`" in found
    assert "Closed before the response: `get_session`" in found


@pytest.mark.parametrize(
    ("name", "text", "after"),
    [
        (DEPS, "def get_user", 5),
        (BOOKS, "deps.get_user", 6),
        (BOOKS, "Depends(deps.get_user)", 2),
        (MAIN, "Depends(get_user)", 10),
    ],
)
def test_hover_of_a_dependency(
    atlas: Atlas, folder: Path, name: str, text: str, after: int
) -> None:
    found = hovered(atlas, folder, name, text, after)
    assert "dependency `get_user`" in found
    assert "provides `str`" in found
    assert "nothing to close" in found
    assert "5 routes ask for it" in found


def test_hover_of_a_generator_and_its_alias(atlas: Atlas, folder: Path) -> None:
    for text, after in (("def get_session", 5), ("Session = Annotated", 1)):
        found = hovered(atlas, folder, DEPS, text, after)
        assert "provides `dict[str, str]`" in found
        assert "scope `request`: closed after the response" in found
        assert "scope `function`: closed before the response" in found
        assert "overridden in 1 place" in found
    alias = hovered(atlas, folder, BOOKS, "session: Session", after=10)
    assert "`Session = Annotated[dict[str, str], Depends(get_session)]`" in alias


def test_hover_of_a_class(atlas: Atlas, folder: Path) -> None:
    assert "dependency `Page`" in hovered(atlas, folder, BOOKS, "Annotated[Page", after=11)
    assert "dependency `Page`" in hovered(atlas, folder, BOOKS, "Depends()]", after=2)


@pytest.mark.parametrize(
    ("name", "text", "after"),
    [
        (BOOKS, "return []", 1),
        (BOOKS, "status_code=203", 3),
        (MAIN, "FastAPI()", 1),
        (DEPS, "token\n", 1),
    ],
)
def test_hover_of_anything_else(
    atlas: Atlas, folder: Path, name: str, text: str, after: int
) -> None:
    found = hovered(atlas, folder, name, text, after)
    assert found == "" or text.startswith("status_code")


def test_symbols(atlas: Atlas, folder: Path) -> None:
    found = list(document_symbols(atlas, str(folder / BOOKS), document(BOOKS)))
    assert [one.name for one in found] == [
        "GET /api/books",
        "GET /api/books/{book_id}",
        "HEAD /api/books/{book_id}",
        "POST /api/books/{book_id}/chapters/{number:int}",
        "WS /api/books/{book_id}/live",
    ] or [one.name for one in found][1:3] == [
        "HEAD /api/books/{book_id}",
        "GET /api/books/{book_id}",
    ]
    for one in found:
        assert one.range.start.line <= one.selection_range.start.line <= one.range.end.line
    everywhere = workspace_symbols([atlas], "postchap", Locations(nothing_open))
    assert [one.name for one in everywhere] == ["POST /api/books/{book_id}/chapters/{number:int}"]


def test_symbols_move_with_what_is_typed_above(atlas: Atlas, folder: Path) -> None:
    moved = DocumentText("\n\nx = (\n" + SOURCES[BOOKS])
    before = list(document_symbols(atlas, str(folder / BOOKS), document(BOOKS)))
    after = list(document_symbols(atlas, str(folder / BOOKS), moved))
    assert [one.range.start.line for one in after] == [one.range.start.line + 3 for one in before]


def lines(
    atlas: Atlas, folder: Path, what: object, name: str, text: str, after: int = 1
) -> list[str]:
    spot = place(name, text, after=after)
    call = definition if what == "definition" else references
    found = call(atlas, str(folder / name), document(name), *spot, Locations(nothing_open))
    return [f"{Path(one.uri).name}:{one.range.start.line + 1}" for one in found]


@pytest.mark.parametrize(
    ("text", "handler"),
    [
        ('"/api/books/3")', "def read_book("),
        ("/api/books/{number}", "def read_book("),
        ("/api/books/3/chapters/1", "def add_chapter("),
        ("/api/books/3/live", "def live("),
    ],
)
def test_from_a_test_to_the_handler(atlas: Atlas, folder: Path, text: str, handler: str) -> None:
    source = SOURCES[TESTS]
    at = source.index(text) + 3
    line, column = source.count("\n", 0, at), at - source.rfind("\n", 0, at) - 1
    found = definition(
        atlas, str(folder / TESTS), document(TESTS), line, column, Locations(nothing_open)
    )
    assert [one.range.start.line for one in found] == [place(BOOKS, handler)[0]]


def test_from_a_handler_to_its_tests(atlas: Atlas, folder: Path) -> None:
    assert lines(atlas, folder, "references", BOOKS, "def read_book", 5) == [
        "test_books.py:17", "test_books.py:19", "test_books.py:27"
    ]  # fmt: skip
    assert lines(atlas, folder, "references", BOOKS, '.head("', 3) == ["test_books.py:27"]


def test_from_a_dependency_to_its_routes(atlas: Atlas, folder: Path) -> None:
    found = lines(atlas, folder, "references", DEPS, "def get_session", 5)
    assert found == [
        "books.py:10", "books.py:16", "books.py:24", "books.py:32", "test_books.py:13"
    ]  # fmt: skip
    assert lines(atlas, folder, "references", BOOKS, "session: Session", 10) == found
    assert lines(atlas, folder, "references", BOOKS, "Depends(get_session, scope", 2) == found
    assert lines(atlas, folder, "references", BOOKS, "Depends()]", 2) == ["books.py:10"]


def test_from_an_override_to_the_original(atlas: Atlas, folder: Path) -> None:
    assert lines(atlas, folder, "definition", TESTS, "def fake_session", 5) == ["deps.py:6"]
    assert lines(atlas, folder, "definition", TESTS, "= fake_session", 3) == ["deps.py:6"]


def test_lenses(atlas: Atlas, folder: Path) -> None:
    uri = (folder / BOOKS).as_uri()
    found = list(lenses(atlas, str(folder / BOOKS), document(BOOKS), uri, Locations(nothing_open)))
    titles = [
        (one.range.start.line + 1, one.command.title) for one in found if one.command is not None
    ]
    assert (16, "3 test calls") in titles
    assert (16, "get_session closes after the response") in titles
    assert (10, "no test calls") in titles
    uri = (folder / DEPS).as_uri()
    found = list(lenses(atlas, str(folder / DEPS), document(DEPS), uri, Locations(nothing_open)))
    titles = [
        (one.range.start.line + 1, one.command.title) for one in found if one.command is not None
    ]
    assert titles == [(6, "5 routes"), (13, "5 routes"), (17, "1 route")] or set(titles) == {
        (6, "5 routes"), (13, "5 routes"), (17, "1 route")
    }  # fmt: skip


def completed(atlas: Atlas, path: Path, text: str) -> list[str]:
    """What is offered at the bar in a text."""
    before, _, after = text.partition("|")
    line, column = before.count("\n"), len(before) - before.rfind("\n") - 1
    found = completion(atlas, str(path), DocumentText(before + after), line, column)
    return [one.label for one in found]


def test_completion_of_path_parameters(atlas: Atlas, folder: Path) -> None:
    head = '@router.post("/{book_id}/x/{number:int}")\nasync def new('
    for text in ("|) -> None: ...", "|", "bo|", "book_id|", "\n    |\n) -> None: ..."):
        assert completed(atlas, folder / BOOKS, head + text) == ["book_id", "number"]
    for text in ("book_id: int, |)", "x: str = f(1, 2), book_id: int, n|)"):
        assert completed(atlas, folder / BOOKS, head + text) == ["number"]
    for text in ("book_id: |)", "x = |", "x) -> |", "x: Annotated[int, |"):
        assert completed(atlas, folder / BOOKS, head + text) == []


def test_completion_of_paths_in_tests(atlas: Atlas, folder: Path) -> None:
    found = completed(atlas, folder / TESTS, 'client.get("|')
    assert found == ["/api/books", "/api/books/{book_id}", "/health"]
    assert completed(atlas, folder / TESTS, 'client.post(f"/api|")') == [
        "/api/books/{book_id}/chapters/{number:int}"
    ]
    assert completed(atlas, folder / TESTS, "with client.websocket_connect('|')") == [
        "/api/books/{book_id}/live"
    ]
    assert completed(atlas, folder / TESTS, '@router.get("|")\ndef x(): ...') == []


def test_completion_of_scopes(atlas: Atlas, folder: Path) -> None:
    for text in (
        'Depends(f, scope="|',
        "Depends(f(), scope='re|')",
        'APIRouter(dependency_scope="|")',
    ):
        assert completed(atlas, folder / BOOKS, text) == ["function", "request"]
    assert completed(atlas, folder / BOOKS, 'fixture(scope="|")') == []


def test_the_request_for_routes(atlas: Atlas) -> None:
    (application,) = routes_answer([atlas], Locations(nothing_open))["applications"]
    assert application["name"] == "shop.main:app"
    assert application["isApplication"]
    routes = {route["title"]: route for route in application["routes"]}
    route = routes["GET /api/books/{book_id}"]
    assert route["location"]["range"]["start"]["line"] == place(BOOKS, "def read_book(")[0]
    assert [one["prefix"] for one in route["routers"]] == ["", "/api", "/books"]
    assert [one["name"] for one in route["dependencies"]] == ["get_user", "get_user"]
    assert route["dependencies"][0]["dependencies"][0]["location"]["uri"].endswith("deps.py")
    assert route["teardown"] == {"beforeResponse": [], "afterResponse": ["get_session"]}
    assert len(route["tests"]) == 2


HALVES = [
    "def",
    "@",
    "(",
    '"',
    "'''",
    "[",
    "<<<<<<< ours",
    "\0",
    "\\",
    "é𐐀",
    "client.get(f'{",
    "\r",
]


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("name", [BOOKS, DEPS, TESTS])
def test_nothing_raises_on_half_written_text(
    atlas: Atlas, folder: Path, name: str, half: str
) -> None:
    source = SOURCES[name]
    path, locations = str(folder / name), Locations(nothing_open)
    for at in range(0, len(source), 131):
        text = DocumentText(source[:at] + half + source[at + 7 :])
        line = source.count("\n", 0, at)
        for column in (0, 5, 500):
            here = (atlas, path, text, line, column)
            hover(*here)
            completion(*here)
            definition(*here, locations)
            references(*here, locations)
        list(document_symbols(atlas, path, text))
        list(lenses(atlas, path, text, "file:///x", locations))


def test_a_map_that_stays(tmp_path: Path) -> None:
    """An edit inside of a handler changes nothing of the routes; everything else does."""
    folder = write_shop(tmp_path.resolve())
    books, deps = folder / BOOKS, folder / DEPS
    before = survey(folder)
    project = map_around(books)
    machine = project.machine
    books.write_text(SOURCES[BOOKS].replace("return []", "return ['one', 'two']"), "utf-8")
    survey(folder)
    assert project.machine is machine
    for path, old, new in (
        (books, '"/{book_id}/live"', '"/{book_id}/liver"'),
        (books, "def list_books", "\n\ndef list_books"),
        (deps, "    yield {}", "    return {}"),
        (deps, "def get_user(", "def get_user(*, "),
    ):
        path.write_text(SOURCES[str(path.relative_to(folder))].replace(old, new), "utf-8")
        survey(folder)
        assert project.machine is not machine, new
        machine = project.machine
    (folder / "shop/new.py").write_text("import fastapi\n", "utf-8")
    assert survey(folder).digest != before.digest
    assert project.machine is not machine
