"""The bookshop, served by uvicorn: what a client was told is what the database holds.

`BOOKSHOP_REQUESTS=20000 pytest tests/examples` sends more requests than the default.
"""

import asyncio
import json
import os
import re
import sqlite3
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from bookshop_server import Server, new_book, serve, sign_in
from postgresql import MISSING, find_binaries, temporary_server
from traffic import send_traffic
from websockets.sync.client import connect

REQUESTS = int(os.environ.get("BOOKSHOP_REQUESTS", "1000"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Generator[Server]:
    """The bookshop as the README serves it, with the SQLite file that it creates itself."""
    directory = tmp_path_factory.mktemp("bookshop")
    with serve("sqlite+aiosqlite:///bookshop.db", directory) as server:
        yield server


@pytest.fixture(scope="module")
def ann(server: Server) -> Generator[httpx.Client]:
    with httpx.Client(base_url=server.url, headers=sign_in(server.url, "ann")) as client:
        yield client


@pytest.fixture(scope="module")
def bob(server: Server) -> Generator[httpx.Client]:
    with httpx.Client(base_url=server.url, headers=sign_in(server.url, "bob")) as client:
        yield client


@pytest.fixture
def guest(server: Server) -> Generator[httpx.Client]:
    with httpx.Client(base_url=server.url) as client:
        yield client


@pytest.mark.parametrize("times", [200, pytest.param(1000, marks=pytest.mark.matrix)])
def test_a_book_that_was_created_is_there(
    server: Server, ann: httpx.Client, bob: httpx.Client, times: int
) -> None:
    found_in_file = found_over_http = 0
    with closing(sqlite3.connect(server.log.with_name("bookshop.db"))) as file:
        for _ in range(times):
            created = ann.post("/books", json=new_book())
            rows = file.execute("SELECT 1 FROM books WHERE isbn = ?", [created.json()["isbn"]])
            found_in_file += len(rows.fetchall())
            shown = bob.get(f"/books/{created.json()['id']}")
            found_over_http += created.status_code == 201 and shown.json() == created.json()
    assert (found_in_file, found_over_http) == (times, times)


def test_signing_in_and_out(server: Server, guest: httpx.Client) -> None:
    assert guest.get("/users/me").status_code == 401
    guest.headers.update(sign_in(server.url, "cleo"))
    assert guest.get("/users/me").json()["name"] == "cleo"
    assert guest.delete("/token").status_code == 204
    assert guest.get("/users/me").status_code == 401


def test_wrong_password(ann: httpx.Client, guest: httpx.Client) -> None:
    answer = guest.post("/token", data={"username": "ann", "password": "12345678"})
    assert answer.status_code == 401


def test_a_name_is_taken_once(ann: httpx.Client, guest: httpx.Client) -> None:
    answer = guest.post("/users", json={"name": "ann", "password": "swordfish"})
    assert (answer.status_code, answer.json()) == (409, {"detail": "This name is taken"})


def test_what_a_seller_may_do_with_a_book(
    ann: httpx.Client, bob: httpx.Client, guest: httpx.Client
) -> None:
    book = ann.post("/books", json=new_book(title="Ulysses & Co")).json()
    path = f"/books/{book['id']}"
    assert guest.patch(path, json={"price_cents": 1}).status_code == 401
    assert bob.patch(path, json={"price_cents": 1}).status_code == 403
    assert ann.patch(path, json={"price_cents": 1}).json() == {**book, "price_cents": 1}
    assert [found["id"] for found in guest.get("/books?title=ulysses").json()] == [book["id"]]

    removed = ann.delete(path)
    assert (removed.status_code, removed.content) == (204, b"")
    assert "content-type" not in removed.headers
    assert guest.get(path).status_code == 404


def test_the_same_isbn_again(ann: httpx.Client, bob: httpx.Client) -> None:
    book = new_book()
    assert ann.post("/books", json=book).status_code == 201
    assert bob.post("/books", json=book).status_code == 409


def test_an_order_takes_all_books_or_none(ann: httpx.Client, bob: httpx.Client) -> None:
    first = ann.post("/books", json=new_book(stock=2)).json()["id"]
    second = ann.post("/books", json=new_book(stock=1)).json()["id"]

    def stocks() -> tuple[int, ...]:
        return tuple(ann.get(f"/books/{book_id}").json()["stock"] for book_id in (first, second))

    refused = bob.post(
        "/orders", json={"lines": [{"book_id": first}, {"book_id": second, "quantity": 2}]}
    )
    assert (refused.status_code, refused.json()["book_id"]) == (409, second)
    assert stocks() == (2, 1)

    placed = bob.post("/orders", json={"lines": [{"book_id": first}, {"book_id": second}]})
    assert placed.status_code == 201
    assert stocks() == (1, 0)
    assert placed.json() in bob.get("/orders").json()
    assert ann.delete(f"/books/{first}").status_code == 409
    assert ann.delete(f"/orders/{placed.json()['id']}").status_code == 404

    assert bob.delete(f"/orders/{placed.json()['id']}").status_code == 204
    assert stocks() == (2, 1)


def test_an_order_is_cancelled_once(ann: httpx.Client, bob: httpx.Client) -> None:
    book_id = ann.post("/books", json=new_book(stock=9)).json()["id"]
    for _ in range(20):
        order = bob.post("/orders", json={"lines": [{"book_id": book_id, "quantity": 4}]}).json()
        with ThreadPoolExecutor(4) as pool:
            answers = pool.map(bob.delete, [f"/orders/{order['id']}"] * 4)
            assert sorted(answer.status_code for answer in answers) == [204, 404, 404, 404]
        assert ann.get(f"/books/{book_id}").json()["stock"] == 9


def test_listeners_hear_of_books_that_are_there(
    server: Server, ann: httpx.Client, guest: httpx.Client
) -> None:
    earlier = ann.post("/books", json=new_book()).json()
    with connect(f"{server.url.replace('http', 'ws')}/arrivals") as websocket:
        while json.loads(websocket.recv(timeout=10)) != earlier:
            pass
        created = ann.post("/books", json=new_book()).json()
        heard = json.loads(websocket.recv(timeout=10))
        assert heard == created
        assert guest.get(f"/books/{heard['id']}").json() == created


def test_the_documentation_shows_the_response_models(guest: httpx.Client) -> None:
    responses = guest.get("/openapi.json").json()["paths"]["/orders"]["post"]["responses"]
    models = {
        status: response["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        for status, response in responses.items()
    }
    assert models == {"201": "OrderOut", "409": "OutOfStock", "422": "HTTPValidationError"}


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Generator[str]:
    if request.param == "sqlite":
        tmp_path: Path = request.getfixturevalue("tmp_path")
        yield f"sqlite+aiosqlite:///{tmp_path}/traffic.db"
        return
    binaries = find_binaries()
    if binaries is None:
        pytest.skip(MISSING)
    with temporary_server(binaries) as url:
        yield url


def test_no_row_is_lost_and_none_is_left_over_under_traffic(
    database_url: str, tmp_path: Path
) -> None:
    with serve(database_url, tmp_path, "observed_bookshop:app") as server:
        tally, connections_in_use = asyncio.run(send_traffic(server, REQUESTS))
    print(tally)
    assert tally.requests >= REQUESTS
    assert tally.cancelled.total() >= REQUESTS // 20
    assert (tally.lost, tally.phantoms, tally.unexpected) == ([], [], []), str(tally)
    assert connections_in_use == 0
    log = server.log.read_text()
    assert "non-checked-in connection" not in log
    # SQLAlchemy gives a connection that it gives up two seconds in a task of its own, which nobody asks
    # how it ended: on a busy machine by a timeout.
    unasked = re.findall(r"never retrieved\n([^\n]*)", log)
    assert [line for line in unasked if "_terminate_graceful_close" not in line] == []
