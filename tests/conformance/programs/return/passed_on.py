# Exceptions and statuses in tuples that a function of the project returns, and the handler passes on.
# outcome: silent
from typing import Any

from fastapi import APIRouter, Depends, FastAPI, HTTPException, WebSocketException
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter()
BOOKS = {1: "Emma"}
NOT_FOUND = 404
MISSING = {"error": "missing"}, 404


def not_found(what):
    return HTTPException(404, what)


async def find(book_id: int):
    if book_id not in BOOKS:
        return HTTPException(404, "There is no such book")
    return BOOKS[book_id]


def failure(message: str):
    return {"error": message}, 422


class Service:
    async def find(self, book_id: int) -> Any:
        if book_id not in BOOKS:
            return HTTPException(404)
        return BOOKS[book_id]

    def fail(self):
        return {"error": "failed"}, 400


service = Service()


@app.get("/1")
def by_function():
    return not_found("book")  # E[fastapi-return]


@app.get("/2")
async def awaited(book_id: int = 2):
    return await find(book_id)  # E[fastapi-return]


@app.get("/3")
async def by_method(book_id: int = 2):
    return await service.find(book_id)  # E[fastapi-return]


@router.get("/4")
def tuple_by_function():
    return failure("no")  # E[fastapi-return]


@router.get("/5")
def tuple_by_method():
    return service.fail()  # E[fastapi-return]


@router.get("/6")
def tuple_by_name():
    answer = {"error": "no"}, 404
    return answer  # E[fastapi-return]


@router.get("/7")
def tuple_of_the_module():
    return MISSING  # E[fastapi-return]


@router.get("/8")
def status_by_name():
    return {"error": "no"}, NOT_FOUND  # E[fastapi-return]


@router.get("/9")
def of_a_websocket():
    return WebSocketException(1008)  # E[fastapi-return]


def get_book(book_id: int = 2):
    if book_id not in BOOKS:
        return not_found("book")  # E[fastapi-return]
    return BOOKS[book_id]


@router.get("/10")
def by_dependency(book: Any = Depends(get_book)):
    return str(book)


# Valid.


async def raising(book_id: int):
    if book_id not in BOOKS:
        raise not_found("book")
    return BOOKS[book_id]


def pair(page: int):
    return list(BOOKS.values()), page


@app.get("/v1")
async def raised(book_id: int = 1):
    return await raising(book_id)


@app.get("/v2")
async def looked_at(book_id: int = 1):
    found = await find(book_id)
    if isinstance(found, HTTPException):
        raise found
    return found


@app.get("/v3")
def a_pair():
    return pair(200)


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).status_code == 200, path
    assert client.get("/2").json()["status_code"] == 404
    assert client.get("/7").json() == [{"error": "missing"}, 404]
