"""Clients that write to a bookshop all at once, and look at once what is in its database."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import httpx
from bookshop_server import Server, new_book, sign_in
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

CLIENTS = 50

# Seconds that a client waits for an answer: a busy machine may take as long.
PATIENCE = 900
SHELVES = 10
COPIES = 10_000

# So many of the requests are given less time than usual; some are fast enough all the same.
CANCELLING = 0.15

# What a failing route answers with.
FAILURES = {
    "raised-409": 409,
    "returned-409": 409,
    "raised-500": 500,
    "returned-503": 503,
    "invalid-500": 500,
    "commit-500": 500,
}


@dataclass
class Tally:
    """What became of the requests."""

    answers: Counter[str] = field(default_factory=Counter[str])
    cancelled: Counter[str] = field(default_factory=Counter[str])
    lost: list[str] = field(default_factory=list[str])
    phantoms: list[str] = field(default_factory=list[str])
    unexpected: list[str] = field(default_factory=list[str])

    @property
    def requests(self) -> int:
        return self.answers.total() + self.cancelled.total()

    def __str__(self) -> str:
        return (
            f"{self.requests} requests: {self.cancelled.total()} cancelled {dict(self.cancelled)}, "
            f"{self.answers.total()} answered {dict(sorted(self.answers.items()))}; "
            f"{len(self.lost)} lost, {len(self.phantoms)} phantom, "
            f"{len(self.unexpected)} unexpected {self.unexpected[:5]}"
        )


class Database:
    """The bookshop's database, seen through connections of the test's own."""

    def __init__(self, url: str) -> None:
        self.engine: AsyncEngine = create_async_engine(
            url, isolation_level="AUTOCOMMIT", pool_timeout=PATIENCE
        )

    async def rows(self, statement: str, **values: Any) -> list[tuple[Any, ...]]:
        async with self.engine.connect() as connection:
            return [tuple(row) for row in await connection.execute(text(statement), values)]

    async def has_book(self, isbn: str) -> bool:
        return bool(await self.rows("SELECT 1 FROM books WHERE isbn = :isbn", isbn=isbn))

    async def has_order(self, order_id: int) -> bool:
        lines = "SELECT 1 FROM order_lines WHERE order_id = :id"
        return len(await self.rows(lines, id=order_id)) == 2

    async def isbns(self) -> set[str]:
        return {isbn for (isbn,) in await self.rows("SELECT isbn FROM books")}


class Client:
    """One of the clients. It knows what it was told, and therefore what must be there."""

    def __init__(
        self, number: int, http: httpx.AsyncClient, database: Database, shop: "Shop"
    ) -> None:
        self.random = random.Random(number)
        self.http = http
        self.database = database
        self.shop = shop
        self.books: dict[str, int] = {}

    async def send(self) -> None:
        """Send one request."""
        kinds: list[Callable[[], Awaitable[None]]] = [
            self.add_book,
            self.remove_book,
            self.order,
            self.order_too_much,
            self.fail,
        ]
        (kind,) = self.random.choices(kinds, weights=[40, 10, 20, 10, 20])
        await kind()

    async def request(self, method: str, path: str, **options: Any) -> httpx.Response | None:
        """Send a request, and give the answer, or None if it was cancelled before there was one.

        Some clients go away; some servers run into a timeout, and do not know what was written.
        """
        try:
            return await self.cancelled_or_not(method, path, **options)
        except httpx.TransportError as error:
            # What failed before it, a 500 say, is worth more than the connection that this closed.
            self.shop.tally.unexpected.append(f"{method} {path}: {error!r}")
            return None

    async def cancelled_or_not(
        self, method: str, path: str, **options: Any
    ) -> httpx.Response | None:
        """Send a request, maybe one that is given too little time."""
        if self.random.random() >= CANCELLING:
            return await self.http.request(method, path, **options)
        seconds = self.random.uniform(0, self.shop.usual_seconds)
        who = self.random.choice(["client", "scope", "task"])
        if who == "client":
            try:
                async with asyncio.timeout(seconds):
                    return await self.http.request(method, path, **options)
            except TimeoutError:
                self.shop.tally.cancelled[who] += 1
                return None
        headers = {**options.pop("headers", {}), "x-deadline": f"{seconds} {who}"}
        answer = await self.http.request(method, path, headers=headers, **options)
        if answer.status_code != 504:
            return answer
        self.shop.tally.cancelled[who] += 1
        return None

    def count(self, name: str, answer: httpx.Response, expected: int) -> bool:
        self.shop.tally.answers[f"{name} {answer.status_code}"] += 1
        if answer.status_code != expected:
            self.shop.tally.unexpected.append(f"{name}: {answer.status_code} {answer.text}")
        return answer.status_code == expected

    async def add_book(self) -> None:
        book = new_book()
        answer = await self.request("POST", "/books", json=book)
        if answer is None:
            self.shop.unknown.add(book["isbn"])
        elif self.count("add", answer, 201):
            self.books[book["isbn"]] = answer.json()["id"]
            self.shop.kept.add(book["isbn"])
            if not await self.database.has_book(book["isbn"]):
                self.shop.tally.lost.append(f"added {book['isbn']}")

    async def remove_book(self) -> None:
        if not self.books:
            await self.add_book()
            return
        isbn, book_id = self.books.popitem()
        self.shop.kept.remove(isbn)
        answer = await self.request("DELETE", f"/books/{book_id}")
        if answer is None:
            self.shop.unknown.add(isbn)
        elif self.count("remove", answer, 204) and await self.database.has_book(isbn):
            self.shop.tally.lost.append(f"removed {isbn}")

    async def order(self) -> None:
        lines = [{"book_id": book_id} for book_id in self.random.sample(self.shop.shelves, 2)]
        answer = await self.request("POST", "/orders", json={"lines": lines})
        if answer is not None and self.count("order", answer, 201):
            order_id = answer.json()["id"]
            self.shop.orders.add(order_id)
            if not await self.database.has_order(order_id):
                self.shop.tally.lost.append(f"order {order_id}")

    async def order_too_much(self) -> None:
        """Order a book that is there, and one that is not: a 409 that is returned."""
        lines = [{"book_id": self.random.choice(self.shop.shelves)}, {"book_id": 2**30}]
        answer = await self.request("POST", "/orders", json={"lines": lines})
        if answer is not None:
            self.count("order too much", answer, 409)

    async def fail(self) -> None:
        failure = self.random.choice([*FAILURES, "422"])
        if failure == "422":
            book = new_book(price_cents=-1)
            answer = await self.request("POST", "/books", json=book)
        else:
            book = new_book()
            # After an exception uvicorn closes the connection: not to be used for another request.
            answer = await self.request(
                "POST", f"/failures/{failure}", json=book, headers={"connection": "close"}
            )
        if answer is not None:
            self.count(failure, answer, FAILURES.get(failure, 422))
        if await self.database.has_book(book["isbn"]):
            self.shop.tally.phantoms.append(f"{failure} {book['isbn']}")


class Shop:
    """What must be in the database, by what all clients were told."""

    def __init__(self) -> None:
        self.tally = Tally()
        self.usual_seconds = 0.0
        self.shelves: list[int] = []
        self.kept: set[str] = set()
        self.unknown: set[str] = set()
        self.orders: set[int] = set()

    async def open(self, http: httpx.AsyncClient) -> None:
        """Fill the shelves with the books that will be ordered."""
        for _ in range(SHELVES):
            book = new_book(stock=COPIES)
            answer = await http.post("/books", json=book)
            self.shelves.append(answer.raise_for_status().json()["id"])
            self.kept.add(book["isbn"])

    async def close(self, database: Database) -> None:
        """Compare all that is in the database with what the clients were told."""
        isbns = await database.isbns()
        self.tally.lost.extend(sorted(self.kept - isbns))
        self.tally.phantoms.extend(sorted(isbns - self.kept - self.unknown))
        lines_of = dict(
            await database.rows(
                "SELECT id, count(order_id) FROM orders LEFT JOIN order_lines ON order_id = id "
                "GROUP BY id"
            )
        )
        self.tally.lost.extend(f"order {order}" for order in self.orders - lines_of.keys())
        self.tally.phantoms.extend(
            f"half of order {order}" for order, lines in lines_of.items() if lines != 2
        )
        copies = await database.rows(
            "SELECT books.id, stock, coalesce(sum(quantity), 0) FROM books "
            "LEFT JOIN order_lines ON book_id = books.id GROUP BY books.id, stock"
        )
        self.tally.phantoms.extend(
            f"copies of {book_id}: {stock} left, {ordered} ordered"
            for book_id, stock, ordered in copies
            if book_id in self.shelves and stock + ordered != COPIES
        )


async def send_traffic(server: Server, requests: int) -> tuple[Tally, int]:
    """Send so many requests at once; give what became of them, and the connections not returned."""
    database, shop = Database(server.database_url), Shop()
    header = sign_in(server.url, "traffic")
    async with httpx.AsyncClient(base_url=server.url, headers=header, timeout=PATIENCE) as http:
        await shop.open(http)

    loop = asyncio.get_running_loop()
    remaining = iter(range(requests))

    async def work(number: int) -> None:
        async with httpx.AsyncClient(
            base_url=server.url, headers=header, timeout=PATIENCE, verify=False
        ) as http:
            client = Client(number, http, database, shop)
            for _ in remaining:
                started = loop.time()
                await client.send()
                shop.usual_seconds += (loop.time() - started - shop.usual_seconds) / 50

    async with asyncio.TaskGroup() as group:
        for number in range(CLIENTS):
            group.create_task(work(number))

    async with httpx.AsyncClient(base_url=server.url, timeout=PATIENCE) as http:
        in_use = await _settled_connections(http)
    await shop.close(database)
    await database.engine.dispose()
    return shop.tally, in_use


async def _settled_connections(http: httpx.AsyncClient) -> int:
    """Wait for requests whose clients have gone, and count the connections that are in use."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + PATIENCE / 10
    in_use = 1
    while in_use and loop.time() < deadline:  # noqa: ASYNC110 - another process sets no event
        in_use = (await http.get("/pool")).json()
        await asyncio.sleep(0.05)
    return in_use
