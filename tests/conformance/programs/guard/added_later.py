# A guard that is put into a router's list later checks no more than one that stands there from the start.
# outcome: silent
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Request
from fastapi.testclient import TestClient


class RoleChecker:
    def __init__(self, role: str = "admin") -> None:
        self.role = role

    def __call__(self, x_role: Annotated[str, Header()] = "guest") -> None:
        if x_role != self.role:
            raise HTTPException(403)


def require(role: str = "admin"):
    def check(x_role: Annotated[str, Header()] = "guest") -> None:
        if x_role != role:
            raise HTTPException(403)

    return check


class Scopes:
    def needed(self, *scopes: str):
        def check(request: Request) -> bool:
            return all(scope in request.headers.get("x-scopes", "") for scope in scopes)

        return check


scopes = Scopes()
app = FastAPI()
app.router.dependencies.append(Depends(require))  # E[fastapi-guard]

first = APIRouter(prefix="/first")
first.dependencies.append(Depends(RoleChecker))  # E[fastapi-guard]

second = APIRouter(prefix="/second")
second.dependencies = [Depends(require)]  # E[fastapi-guard]

third = APIRouter(prefix="/third")
third.dependencies += [Depends(scopes.needed("admin"))]  # E[fastapi-guard]

fourth = APIRouter(prefix="/fourth")
fourth.dependencies.extend([Depends(require("admin"))])
fourth.dependencies.insert(0, Depends(RoleChecker("admin")))


@first.get("/secret")
@second.get("/secret")
@third.get("/secret")
@fourth.get("/secret")
def secret() -> str:
    return "secret"


for router in (first, second, third, fourth):
    app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for path in ("first", "second", "third"):
        assert client.get(f"/{path}/secret").json() == "secret", path
    assert client.get("/fourth/secret").status_code == 403
