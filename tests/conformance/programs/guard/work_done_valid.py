# What gives something that nobody asks for, and has done its work.
from collections.abc import Awaitable, Callable, Iterator
from contextvars import ContextVar
from functools import lru_cache, partial
from typing import Annotated, Any

from fastapi import (
    APIRouter,
    BackgroundTasks,
    Depends,
    FastAPI,
    Header,
    HTTPException,
    Request,
    Security,
)
from fastapi.responses import RedirectResponse
from fastapi.security import HTTPBearer, OAuth2PasswordBearer, SecurityScopes
from fastapi.testclient import TestClient

current: ContextVar[str] = ContextVar("current")


class User:
    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, permission: str) -> bool:
        return permission == "read"


def get_user(x_user: Annotated[str | None, Header()] = None) -> User:
    if x_user is None:
        raise HTTPException(401)
    return User(x_user)


def get_checker(user: User = Depends(get_user)) -> Callable[[str], bool]:
    return user


class Permissions:
    """Checks when it is made, and can be asked again."""

    def __init__(self, user: User = Depends(get_user)) -> None:
        self.user = user

    def __call__(self, permission: str) -> bool:
        return self.user(permission)


class Limit:
    def __init__(self, request: Request) -> None:
        if "x-user" not in request.headers:
            raise HTTPException(401)

    def __call__(self) -> None: ...


class Strict(Limit): ...


def session_factory(request: Request) -> Callable[[], str]:
    request.state.factory = lambda: "session"
    return request.state.factory


def redirect_away(request: Request) -> None:
    if "x-user" not in request.headers:
        raise HTTPException(307, headers={"Location": "/login"})


@lru_cache
def warm() -> Callable[[], int]:
    return lambda: 1


async def checked_async(x_user: Annotated[str | None, Header()] = None) -> Any:
    if x_user is None:
        raise HTTPException(401)
    return lambda: x_user


def with_scopes(scopes: SecurityScopes, token: str = Depends(OAuth2PasswordBearer("token"))) -> str:
    return token


def yielding() -> Iterator[Callable[[], None]]:
    yield lambda: None


class AsyncGuard:
    async def __call__(self, x_user: Annotated[str | None, Header()] = None) -> Callable[[], None]:
        if x_user is None:
            raise HTTPException(401)
        return lambda: None


async def asynchronous(name: str, x_user: Annotated[str | None, Header()] = None) -> None:
    if x_user is None:
        raise HTTPException(401, name)


def tasks_ahead(tasks: BackgroundTasks) -> BackgroundTasks:
    tasks.add_task(print, "x")
    return tasks


router = APIRouter(dependencies=[Depends(Permissions), Depends(get_checker)])
app = FastAPI(dependencies=[Depends(session_factory), Depends(yielding)])


@app.get("/1", dependencies=[Depends(get_user)])
@app.get("/2", dependencies=[Depends(Limit), Depends(Strict)])
@app.get("/3", dependencies=[Depends(redirect_away)])
@app.get("/4", dependencies=[Depends(checked_async), Depends(AsyncGuard())])
@app.get("/5", dependencies=[Security(with_scopes, scopes=["a"])])
@app.get("/6", dependencies=[Depends(partial(asynchronous, "x"))])
@app.get("/7", dependencies=[Depends(HTTPBearer())])
@app.get("/8", dependencies=[Depends(tasks_ahead), Depends(get_user)])
def secret(_: User = Depends(get_user)) -> str:
    return "secret"


@router.get("/9")
def nine(_checker: Callable[[str], bool] = Depends(get_checker)) -> str:
    return "secret"


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for path in range(1, 10):
        assert client.get(f"/{path}", follow_redirects=False).status_code in {307, 401, 403}
        answer = client.get(f"/{path}", headers={"x-user": "a", "authorization": "Bearer x"})
        assert answer.status_code == 200
