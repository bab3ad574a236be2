# Dependencies in lists that give bools, callables and responses for good reasons.
import logging
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import (
    APIRouter,
    Depends,
    FastAPI,
    Header,
    HTTPException,
    Query,
    Request,
    Response,
    Security,
)
from fastapi.security import APIKeyHeader, HTTPBasic, HTTPBearer, SecurityScopes
from fastapi.testclient import TestClient

hits: Counter[str] = Counter()
logger = logging.getLogger(__name__)


def count(request: Request) -> bool:
    hits[request.url.path] += 1
    return hits[request.url.path] > 1


def remember(request: Request) -> bool:
    request.state.is_admin = request.headers.get("x-role") == "admin"
    return request.state.is_admin


def log(request: Request) -> bool:
    logger.info("x")
    return True


def limit(n: Annotated[int, Query(gt=0)] = 1) -> bool:
    return True


async def flag(request: Request) -> bool:
    return await lookup(request.headers.get("x-role"))


async def lookup(role: str | None) -> bool:
    if role != "admin":
        raise HTTPException(403)
    return True


def scoped(scopes: SecurityScopes, x_role: Annotated[str, Header()] = "") -> bool:
    for scope in scopes.scopes:
        if scope != x_role:
            raise HTTPException(403)
    return True


def timer() -> float:
    return time.time()


def asserted(x_role: Annotated[str, Header()] = "") -> bool:
    assert x_role == "admin"
    return x_role == "admin"


def items(x_role: Annotated[str, Header()] = "") -> bool:
    return {"admin": True}[x_role]


class Permission:
    def __init__(self, name: str) -> None:
        self.name = name

    def has(self, role: str) -> bool:
        if role != self.name:
            raise HTTPException(403)
        return True

    def __call__(self, x_role: Annotated[str, Header()] = "") -> bool:
        return self.has(x_role)


app = FastAPI(dependencies=[Depends(count), Depends(remember), Depends(log), Depends(timer)])


@app.get("/0", dependencies=[Depends(flag)])
@app.get("/1", dependencies=[Security(scoped, scopes=["admin"])])
@app.get("/2", dependencies=[Depends(Permission("admin"))])
@app.get("/3", dependencies=[Depends(HTTPBearer())])
@app.get("/4", dependencies=[Security(APIKeyHeader(name="x-role"))])
def secret(request: Request) -> Any:
    return request.state.is_admin


@app.get("/5", dependencies=[Depends(limit)])
def limited() -> str:
    return "x"


def demonstrate(client: TestClient) -> None:
    for n in range(5):
        assert client.get(f"/{n}").status_code in {401, 403}, n
    assert client.get("/5?n=0").status_code == 422
