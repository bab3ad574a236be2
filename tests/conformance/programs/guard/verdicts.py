# A guard that only says yes or no: nobody reads that, and everybody gets in.
# outcome: silent
import secrets
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Header, Request
from fastapi.testclient import TestClient
from pydantic import BaseModel

KEY = "secret"
ROLES = ("admin", "owner")


class User(BaseModel):
    role: str
    is_active: bool = True


def get_user(x_role: Annotated[str, Header()] = "guest") -> User:
    return User(role=x_role)


CurrentUser = Annotated[User, Depends(get_user)]


def is_admin(user: CurrentUser) -> bool:
    """Whether it is an administrator."""
    return user.role == "admin"


async def is_active(user: CurrentUser) -> bool:
    return user.is_active


def is_allowed(user: CurrentUser):
    role = user.role.lower()
    if role not in ROLES:
        return False
    return True


def has_key(request: Request) -> bool:
    return secrets.compare_digest(request.headers.get("x-key", ""), KEY)


def has_any(user: CurrentUser) -> bool:
    return any(role == user.role for role in ROLES)


class HasRole:
    def __init__(self, *roles: str) -> None:
        self.roles = roles

    def __call__(self, user: CurrentUser) -> bool:
        return user.role in self.roles


app = FastAPI()
router = APIRouter(dependencies=[Depends(is_admin)])  # E[fastapi-guard]


@app.get("/active", dependencies=[Depends(is_active)])  # E[fastapi-guard]
def with_active() -> str:
    return "secret"


@app.get("/allowed", dependencies=[Depends(is_allowed)])  # E[fastapi-guard]
def with_allowed() -> str:
    return "secret"


@app.get("/key", dependencies=[Depends(has_key)])  # E[fastapi-guard]
def with_key() -> str:
    return "secret"


@app.get("/any", dependencies=[Depends(has_any)])  # E[fastapi-guard]
def with_any() -> str:
    return "secret"


@app.get("/role", dependencies=[Depends(HasRole("admin"))])  # E[fastapi-guard]
def with_role() -> str:
    return "secret"


@app.get("/lambda", dependencies=[Depends(lambda: KEY == "x")])  # E[fastapi-guard]
def with_lambda() -> str:
    return "secret"


@app.get("/parameter")
def with_parameter(_: Annotated[bool, Depends(is_admin)]) -> str:  # E[fastapi-guard]
    return "secret"


@router.get("/router")
def of_router() -> str:
    return "secret"


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for path in ("active", "allowed", "key", "any", "role", "lambda", "parameter", "router"):
        assert client.get(f"/{path}").json() == "secret", path
