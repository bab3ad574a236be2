"""Mistakes that type checkers report only with the stubs, on each marked line and nowhere else."""

from collections.abc import AsyncIterator, Callable, Coroutine
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Depends, FastAPI, Security, status
from fastapi.security import APIKeyHeader, HTTPBearer, OAuth2PasswordBearer


class User: ...


class Session: ...


async def session() -> AsyncIterator[Session]:
    yield Session()


def number() -> int:
    return 1


def maybe() -> User | None:
    return None


class Provider:
    async def __call__(self) -> Session:
        return Session()


def factory() -> Callable[..., Session | Coroutine[Any, Any, Session] | AsyncIterator[Session]]:
    return session


async def signed_at_run_time(*args: Any, **kwargs: Any) -> Session:
    return Session()


required = OAuth2PasswordBearer(tokenUrl="token")
optional = OAuth2PasswordBearer(tokenUrl="token", auto_error=False)
bearer = HTTPBearer()
app = FastAPI()
router = APIRouter()


@app.get("/")
def home(
    a: User = Depends(number),  # E
    b: User = Depends(session),  # E
    c: User = Depends(maybe),  # E
    d: User = Depends(Provider()),  # E
    e: User = Depends(Session),  # E
    f: str = Depends(optional),  # E
    g: int = Depends(required),  # E
    h: str = Depends(bearer),  # E
    i: User = Security(number, scopes=["a"]),  # E
    j: int = Security(APIKeyHeader(name="key")),  # E
    k: User = Depends(factory()),  # E
    l: User = Depends(signed_at_run_time),  # E
    m: Session = Depends(session, use_cache=True, scope="request"),
) -> int:
    return 1


@app.delete("/1", status_code=204)  # E
def literal() -> int:
    return 1


@router.delete("/2", status_code=HTTPStatus.NO_CONTENT)  # E
async def enum() -> dict[str, int]:
    return {}


@router.post("/3", status_code=status.HTTP_204_NO_CONTENT)  # E not by mypy zuban
async def constant() -> dict[str, int]:
    return {}


@router.api_route("/4", status_code=304, methods=["GET"])  # E
async def any_method() -> str:
    return ""
