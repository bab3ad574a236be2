# Realistic guards that guard.
import abc
import enum
import functools
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Request, Security, WebSocket
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer, SecurityScopes
from fastapi.testclient import TestClient
from pydantic import BaseModel

P = TypeVar("P")


def deny() -> None:
    raise HTTPException(403)


class Permission(abc.ABC):
    @abc.abstractmethod
    def allowed(self, request: Request) -> bool: ...


class IsAdmin(Permission):
    def allowed(self, request: Request) -> bool:
        return request.headers.get("x-role") == "admin"


class Dependency:
    """Of permission classes."""

    def __init__(self, permissions: list[type[Permission]]) -> None:
        self.permissions = permissions

    def __call__(self, request: Request) -> None:
        for each in self.permissions:
            if not each().allowed(request):
                raise HTTPException(403)


class ByInit:
    """Permissions that are checked when the object is made."""

    def __init__(self, request: Request) -> None:
        if request.headers.get("x-role") != "admin":
            raise HTTPException(403)


class ByInitDerived(ByInit): ...


class Bearer(HTTPBearer):
    async def __call__(self, request: Request) -> HTTPAuthorizationCredentials | None:
        if request.headers.get("x-role") != "admin":
            raise HTTPException(403)
        return None


class Role(enum.Enum):
    ADMIN = "admin"

    # Python 3.12 and newer show FastAPI the signature of the class for that of a member.
    def __call__(self, request: Request) -> None:
        if request.headers.get("x-role") != self.value:
            raise HTTPException(403)


@dataclass(frozen=True)
class Scope:
    name: str

    async def __call__(self, request: Request) -> None:
        if request.headers.get("x-role") != self.name:
            raise HTTPException(403)


def requires(*roles: str) -> Any:
    def inner(x_role: str = Header("")) -> None:
        if x_role not in roles:
            deny()

    return Depends(inner)


def decorated(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    return wrapper


@decorated
def wrapped(x_role: str = Header("")) -> None:
    if x_role != "admin":
        raise HTTPException(403)


def delegated(request: Request) -> Callable[[], None]:
    Dependency([IsAdmin])(request)
    return deny


async def awaited(request: Request) -> Any:
    return await Scope("admin")(request)


async def verify(request: Request) -> None:
    await Scope("admin")(request)


def get_factory(x_role: str = Header("")) -> Callable[[], str]:
    if x_role != "admin":
        deny()
    return lambda: x_role


only_admin = Dependency([IsAdmin])
ADMIN: Any = Dependency([IsAdmin])
guards: list[Any] = [Depends(only_admin)]
router = APIRouter(dependencies=guards)
app = FastAPI()


@app.get("/1", dependencies=[Depends(only_admin)])
@app.get("/2", dependencies=[Depends(ByInit)])
@app.get("/3", dependencies=[Depends(ByInitDerived)])
@app.get("/4", dependencies=[Depends(Bearer())])
@app.get("/5", dependencies=[Depends(Role.ADMIN.__call__)])
@app.get("/6", dependencies=[Depends(Scope("admin"))])
@app.get("/7", dependencies=[requires("admin")])
@app.get("/8", dependencies=[Depends(wrapped)])
@app.get("/9", dependencies=[Depends(delegated)])
@app.get("/10", dependencies=[Depends(awaited)])
@app.get("/11", dependencies=[Depends(ADMIN)])
@app.get("/12", dependencies=[Depends(lambda request=Depends(verify): request)])
@app.get("/13", dependencies=[Depends(get_factory)])
@app.get("/14", dependencies=[*guards, Depends(Dependency([IsAdmin]))])
@app.get("/15", dependencies=guards + [Security(only_admin)])
def secret(_: object = Depends(only_admin)) -> str:
    return "secret"


@router.get("/16")
def of_router() -> str:
    return "x"


app.include_router(router)


class Settings(BaseModel):
    def __call__(self) -> None: ...


def demonstrate(client: TestClient) -> None:
    for i in range(1, 17):
        assert client.get(f"/{i}").status_code == 403, i
        assert client.get(f"/{i}", headers={"x-role": "admin"}).status_code == 200, i
