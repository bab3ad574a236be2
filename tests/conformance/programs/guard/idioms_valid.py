# Guards that guard, or that are not there to guard.
import functools
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from functools import lru_cache, partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Request, Response, Security
from fastapi.security import HTTPBearer, OAuth2PasswordBearer
from fastapi.testclient import TestClient
from starlette.background import BackgroundTask

logger = logging.getLogger(__name__)
current: ContextVar[str] = ContextVar("current")


def get_role(x_role: Annotated[str, Header()] = "guest") -> str:
    return x_role


def check(found: Annotated[str, Depends(get_role)], role: str = "admin") -> None:
    if found != role:
        raise HTTPException(403)


def bind(role: str) -> Callable[..., None]:
    return partial(check, role=role)


class Limiter:
    """As rate limiters are."""

    def __init__(self, times: int = 1, callback: Callable[..., Any] | None = None) -> None:
        self.times = times
        self.callback = callback

    async def __call__(self, request: Request, response: Response) -> Any:
        if request.headers.get("x-role") != "admin":
            raise HTTPException(403)
        return self.callback


class Session:
    """A callable that a dependency provides, with work done on the way."""

    def __call__(self) -> str:
        return "x"


@lru_cache
def get_registry() -> dict[str, Callable[[], None]]:
    return {}


def only_admin(found: Annotated[str, Depends(get_role)]) -> Callable[[], str]:
    if found != "admin":
        raise HTTPException(403)
    return lambda: found


def log_call(request: Request) -> None:
    logger.info("%s", request.url)


def method_guard(self_: object = None) -> None: ...


def feature(name: str) -> Any:
    return Depends(functools.partial(check, role=name))


class Guards:
    def __init__(self, role: str) -> None:
        self.role = role

    def check(self, found: Annotated[str, Depends(get_role)]) -> None:
        if found != self.role:
            raise HTTPException(403)

    @property
    def guard(self) -> Callable[..., None]:
        return self.check

    def __get__(self, instance: object, owner: type) -> Any:
        return self


guards = Guards("admin")
app = FastAPI()
router = APIRouter(dependencies=[Depends(guards.guard), *[Depends(check) for _ in range(2)]])


@app.get("/0", dependencies=[Depends(partial(check, role="admin"))])
@app.get("/1", dependencies=[Depends(bind("admin"))])
@app.get("/2", dependencies=[Depends(Limiter())])
@app.get("/3", dependencies=[Depends(only_admin)])
@app.get("/4", dependencies=[feature("admin")])
@app.get("/5", dependencies=[Depends(guards.check)])
@app.get("/6", dependencies=[Depends(guards.guard)])
@app.get("/7", dependencies=[Depends(lambda ok=Depends(check): ok)])
@app.get("/8", dependencies=[Depends(check), Depends(log_call), Depends(get_registry)])
@app.get("/9", dependencies=[d for d in (Depends(check),)])
@app.get("/10", dependencies=[Depends(f) for f in (check, guards.check)])
def secret() -> str:
    return "secret"


@router.get("/11")
def inner(session: Annotated[Session, Depends(Session)]) -> str:
    return session()


@app.get("/12")
def uses(factory: Annotated[Callable[[], str], Depends(only_admin)]) -> str:
    return factory()


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for n in range(13):
        assert client.get(f"/{n}").status_code == 403, n
        assert client.get(f"/{n}", headers={"x-role": "admin"}).status_code == 200, n
