# A factory or a class that was not called: what checks is made for every request, and never called.
# outcome: silent
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Security
from fastapi.security import APIKeyHeader, HTTPBearer
from fastapi.testclient import TestClient


def get_role(role: str = "guest") -> str:
    return role


class RoleChecker:
    def __init__(self, needed: str = "admin") -> None:
        self.needed = needed

    def __call__(self, role: str = Depends(get_role)) -> None:
        if role != self.needed:
            raise HTTPException(403)


def require_role(needed: str = "admin") -> Callable[..., None]:
    if not needed:
        raise ValueError("name a role")

    def check_role(role: Annotated[str, Depends(get_role)]) -> None:
        if role != needed:
            raise HTTPException(403)

    return check_role


def require_later(needed: str = "admin") -> Callable[..., Awaitable[None]]:
    async def check_role(role: Annotated[str, Depends(get_role)]) -> None:
        if role != needed:
            raise HTTPException(403)

    return check_role


def make_checker(needed: str = "admin") -> RoleChecker:
    return RoleChecker(needed)


def checker_class() -> type[RoleChecker]:
    return RoleChecker


app = FastAPI()
application = FastAPI(dependencies=[Depends(RoleChecker)])  # E[fastapi-guard]
router = APIRouter(prefix="/router", dependencies=[Depends(require_role)])  # E[fastapi-guard]
plain = APIRouter(prefix="/plain")
COMMON = [Depends(get_role), Depends(make_checker)]  # E[fastapi-guard]


@app.get("/class", dependencies=[Depends(RoleChecker)])  # E[fastapi-guard]
def with_class() -> str:
    return "secret"


@app.get(
    "/several",
    dependencies=[
        Depends(get_role),
        Depends(require_role),  # E[fastapi-guard]
        Security(require_later),  # E[fastapi-guard]
        Depends(partial(require_role, "admin")),  # E[fastapi-guard]
        Depends(lambda: RoleChecker("admin")),  # E[fastapi-guard]
        Depends(checker_class),  # E[fastapi-guard]
    ],
)
def with_several() -> str:
    return "secret"


@app.get("/bearer", dependencies=[Depends(HTTPBearer)])  # E[fastapi-guard]
def with_bearer() -> str:
    return "secret"


@app.get("/key", dependencies=[Depends(lambda: APIKeyHeader(name="x-key"))])  # E[fastapi-guard]
def with_key() -> str:
    return "secret"


@app.get("/parameter")
def with_parameter(
    _: Annotated[object, Depends(require_role)],  # E[fastapi-guard]
    _checked: object = Depends(RoleChecker),  # E[fastapi-guard]
) -> str:
    return "secret"


@router.get("/")
@application.get("/")
def of_router() -> str:
    return "secret"


@plain.get("/")
def of_plain() -> str:
    return "secret"


app.include_router(router)
app.include_router(plain, dependencies=COMMON)
app.mount("/application", application)


def demonstrate(client: TestClient) -> None:
    paths = ["/class", "/several", "/bearer", "/key", "/parameter", "/router/", "/plain/"]
    for path in [*paths, "/application/"]:
        assert client.get(path).json() == "secret", path
