# An application with sessions, repositories behind a base class and a protocol, and overrides.
# fastapi: 0.124
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.testclient import TestClient

from .database import Session, get_session
from .repositories import BooksDep, Repository, RepositoryDep, Rows, get_books, get_rows

app = FastAPI()


@app.get("/books/{key}")
async def read(
    key: int,
    books: BooksDep,
    base: RepositoryDep,
    repository: Annotated[Repository, Depends(get_books)],
    rows: Annotated[Rows, Depends(get_rows)],
) -> list[str]:
    found = [await source.get(key) for source in (books, base, repository, rows)]
    if None in found:
        raise HTTPException(404)
    return [title for title in found if title is not None]


def get_test_session() -> Session:
    session = Session()
    session.rows[1] = "test"
    return session


def demonstrate(client: TestClient) -> None:
    assert client.get("/books/1").json() == ["one"] * 4
    assert client.get("/books/2").status_code == 404
    app.dependency_overrides[get_session] = get_test_session
    assert client.get("/books/1").json() == ["test"] * 4
