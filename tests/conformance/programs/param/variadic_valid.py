# FastAPI sees named parameters only, or the signature says otherwise.
from collections.abc import Callable, Iterator
from functools import partial, update_wrapper, wraps
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Request
from fastapi.testclient import TestClient
from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

app = FastAPI()
SessionLocal = sessionmaker(create_engine("sqlite://"))


def get_session() -> Iterator[Session]:
    with SessionLocal() as session:
        yield session


def logged(function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    return wrapper


def counted(function: Callable[..., Any]) -> Callable[..., Any]:
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    update_wrapper(wrapper, function)
    return wrapper


def asking(function: Callable[..., Any]) -> Callable[..., Any]:
    def wrapper(request: Request) -> Any:
        return function(limit=len(request.query_params))

    return wrapper


def get_limit(limit: int = 10, *, page: int = 1) -> int:
    return limit * page


def filtered(**filters: str) -> dict[str, str]:
    return filters


@app.get("/logged")
@logged
def read_logged(limit: int = 10) -> int:
    return limit


@app.get("/counted")
@counted
def read_counted(limit: int = 10) -> int:
    return limit


@app.get("/asking")
@asking
def read_asking(limit: int) -> int:
    return limit


@app.get("/session")
def read_session(
    session: Annotated[Session, Depends(get_session)],
    limit: int = Depends(partial(get_limit, page=2)),
) -> dict[str, str]:
    return filtered(limit=str(limit))


def demonstrate(client: TestClient) -> None:
    for path in ("/logged?limit=3", "/counted?limit=3", "/asking?a=1&b=2&c=3"):
        assert client.get(path).json() == 3
    assert client.get("/session").json() == {"limit": "20"}
