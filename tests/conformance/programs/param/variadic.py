# FastAPI asks the client for *args and **kwargs, of which no client knows.
# outcome: 422
from collections.abc import Callable, Iterator
from typing import Any

from fastapi import APIRouter, Depends, FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import async_sessionmaker
from sqlalchemy.orm import Session, scoped_session, sessionmaker

app = FastAPI()
router = APIRouter()
SessionLocal = sessionmaker(create_engine("sqlite://"))
AsyncSessionLocal = async_sessionmaker()
Scoped = scoped_session(SessionLocal)


@app.get("/both")
def read_both(
    *args: Any,  # E[fastapi-param]
    **kwargs: Any,  # E[fastapi-param]
) -> str:
    return "both"


@app.get("/keywords")
async def read_keywords(limit: int = 10, **filters: str) -> int:  # E[fastapi-param]
    return limit


@app.get("/session")
def read_session(session: Session = Depends(SessionLocal)) -> str:  # E[fastapi-param]
    return "session"


@app.get("/async")
def read_async(session: Any = Depends(AsyncSessionLocal)) -> str:  # E[fastapi-param]
    return "async"


@app.get("/scoped")
def read_scoped(session: Any = Depends(Scoped)) -> str:  # E[fastapi-param]
    return "scoped"


def get_filters(**filters: str) -> dict[str, str]:  # E[fastapi-param]
    return filters


class Repository:
    def __init__(self, *args: Any) -> None:  # E[fastapi-param]
        self.args = args


class Checker:
    def __call__(self, *args: Any) -> None:  # E[fastapi-param]
        self.args = args


@app.get("/filters")
def read_filters(filters: dict[str, str] = Depends(get_filters)) -> dict[str, str]:
    return filters


@app.get("/repository", dependencies=[Depends(Checker())])
def read_repository(repository: Repository = Depends()) -> str:
    return "repository"


def logged(function: Callable[..., Any]) -> Callable[..., Any]:
    def wrapper(
        *args: Any,  # E[fastapi-param]
        **kwargs: Any,
    ) -> Any:
        return function(*args, **kwargs)

    return wrapper


def retried(times: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        async def retry(*args: Any, **kwargs: Any) -> Any:  # E[fastapi-param]
            return await function(*args, **kwargs)

        return retry

    return decorate


@router.get("/logged")
@logged
def read_logged(limit: int = 10) -> int:
    return limit


@router.get("/retried")
@retried(times=3)
async def read_retried(limit: int = 10) -> int:
    return limit


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    paths = ["/both", "/keywords", "/session", "/async", "/scoped", "/filters", "/repository"]
    for path in [*paths, "/logged", "/retried"]:
        assert client.get(path).status_code == 422, path
