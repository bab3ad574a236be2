# What may be missing is not refused, and neither is what a factory's function says no to.
# outcome: silent
from collections.abc import Callable
from typing import Annotated, Optional

from fastapi import Depends, FastAPI, Header, Security
from fastapi.responses import RedirectResponse, Response
from fastapi.security import APIKeyHeader
from fastapi.testclient import TestClient
from pydantic import BaseModel

key = APIKeyHeader(name="x-key", auto_error=False)


class Role(BaseModel):
    name: str = "guest"


class User(BaseModel):
    name: str
    role: Role = Role()


def find_user(x_name: Annotated[str, Header()] = "") -> User | None:
    return User(name=x_name) if x_name else None


def guess_user():
    return None


def get_user(x_name: Annotated[str, Header()] = "guest") -> User:
    return User(name=x_name)


CurrentUser = Annotated[User, Depends(get_user)]


def is_signed_in(user: Annotated[User | None, Depends(find_user)]) -> bool:
    return user is not None


def has_user(user: Optional[User] = Depends(find_user)):
    return bool(user)


def is_guessed(user=Depends(guess_user)):
    return user is not None


def has_key(given: Annotated[str | None, Security(key)]) -> bool:
    return given is not None


def has_header(x_wanted: Annotated[str, Header()] = "") -> bool:
    return bool(x_wanted)


def is_admitted(signed_in: Annotated[bool, Depends(is_signed_in)]) -> bool:
    return signed_in


def has_role(user: CurrentUser) -> bool:
    return user.role.name == "admin"


def require_name(name: str):
    def check(user: CurrentUser):
        return user.name == name

    return check


def require_role(role: str) -> Callable[..., bool]:
    def check(user: CurrentUser) -> bool:
        if user.role.name == role:
            return True
        return False

    return check


def require_login(url: str):
    def check(user: Annotated[User | None, Depends(find_user)]) -> Response | None:
        if user is None:
            return RedirectResponse(url)
        return None

    return check


is_root = require_name("root")

app = FastAPI()


@app.get("/0", dependencies=[Depends(is_signed_in)])  # E[fastapi-guard]
@app.get("/1", dependencies=[Depends(has_user)])  # E[fastapi-guard]
@app.get("/2", dependencies=[Depends(is_guessed)])  # E[fastapi-guard]
@app.get("/3", dependencies=[Depends(has_key)])  # E[fastapi-guard]
@app.get("/4", dependencies=[Depends(has_header)])  # E[fastapi-guard]
@app.get("/5", dependencies=[Depends(is_admitted)])  # E[fastapi-guard]
@app.get("/6", dependencies=[Depends(has_role)])  # E[fastapi-guard]
@app.get("/7", dependencies=[Depends(require_name("admin"))])  # E[fastapi-guard]
@app.get("/8", dependencies=[Depends(require_role("admin"))])  # E[fastapi-guard]
@app.get("/9", dependencies=[Depends(is_root)])  # E[fastapi-guard]
@app.get("/10", dependencies=[Depends(require_login("/login"))])  # E[fastapi-guard]
def read() -> str:
    return "secret"


def demonstrate(client: TestClient) -> None:
    for n in range(11):
        assert client.get(f"/{n}").json() == "secret", n
