# What checks is called by FastAPI: functions, objects, and classes that check when they are made.
from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Request, Security
from fastapi.responses import RedirectResponse
from fastapi.security import APIKeyHeader, HTTPBearer
from fastapi.testclient import TestClient


def get_role(role: str = "guest") -> str:
    return role


class RoleChecker:
    def __init__(self, needed: str) -> None:
        self.needed = needed

    def __call__(self, role: Annotated[str, Depends(get_role)]) -> None:
        if role != self.needed:
            raise HTTPException(403)


def require_role(needed: str) -> Callable[..., None]:
    def check_role(role: Annotated[str, Depends(get_role)]) -> None:
        if role != needed:
            raise HTTPException(403)

    return check_role


def require_async(needed: str) -> Any:
    async def check_role(role: Annotated[str, Depends(get_role)]) -> str:
        if role != needed:
            raise HTTPException(403)
        return role

    return check_role


class CheckedAtOnce:
    def __init__(self, role: Annotated[str, Depends(get_role)]) -> None:
        if role != "admin":
            raise HTTPException(403)
        self.role = role

    def __call__(self) -> str:
        return self.role


class Named:
    def __init__(self, role: str = "guest") -> None:
        self.role = role
        if role != "admin":
            raise HTTPException(403)

    def __call__(self) -> str:
        return self.role


def refuse(role: str) -> None:
    if role != "admin":
        raise HTTPException(403)


def check_with_helper(role: str = "guest") -> Callable[[], str]:
    refuse(role)
    return lambda: role


def check_and_give(x_role: Annotated[str, Header()] = "") -> Callable[[], str]:
    if x_role != "admin":
        raise HTTPException(403)
    return lambda: x_role


def get_factory(request: Request) -> Callable[[], str]:
    if request.headers.get("x-role") != "admin":
        raise HTTPException(403)
    return lambda: "factory"


async def verified(role: Annotated[str, Depends(get_role)]) -> str:
    if role != "admin":
        raise HTTPException(403)
    return role


def redirected(request: Request) -> str:
    if request.query_params.get("role") != "admin":
        raise HTTPException(307, headers={"Location": "/login"})
    return "admin"


def opened(role: Annotated[str, Depends(get_role)]) -> Iterator[RoleChecker]:
    if role != "admin":
        raise HTTPException(403)
    yield RoleChecker(role)


async def opened_async(role: str = "guest") -> AsyncIterator[Callable[[], str]]:
    if role != "admin":
        raise HTTPException(403)
    yield lambda: role


only_admins = RoleChecker("admin")
ADMINS = [Depends(only_admins), Depends(require_role("admin"))]
app = FastAPI(dependencies=ADMINS)
router = APIRouter(dependencies=[Depends(verified)])


@router.get(
    "/all",
    dependencies=[
        *ADMINS,
        Depends(RoleChecker("admin")),
        Depends(require_async("admin")),
        Security(partial(verified)),
        Depends(CheckedAtOnce),
        Depends(Named),
        Depends(check_and_give),
        Depends(check_with_helper),
        Depends(get_factory),
        Depends(redirected),
        Depends(opened),
        Depends(opened_async),
        Depends(lambda: None),
        Depends(HTTPBearer(auto_error=False)),
        Depends(APIKeyHeader(name="x-key", auto_error=False)),
    ],
)
def with_all(
    checker: Annotated[RoleChecker, Depends(lambda: RoleChecker("admin"))],
    _checked: Annotated[Any, Depends(CheckedAtOnce)],
    _factory: Callable[..., None] = Depends(lambda: require_role("admin")),
) -> str:
    _factory("admin")
    return checker.needed


@router.get("/login")
def login() -> RedirectResponse:
    return RedirectResponse("/all")


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    assert client.get("/all").status_code == 403
    assert client.get("/all?role=admin", headers={"x-role": "admin"}).json() == "admin"
