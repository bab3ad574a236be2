# What a guard gives, in forms that say it less plainly.
# outcome: silent
import functools
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Request
from fastapi.responses import PlainTextResponse, RedirectResponse
from fastapi.security import HTTPBearer
from fastapi.testclient import TestClient

KEY = "key"


class User:
    is_admin: bool = False
    is_active: bool = True
    groups: tuple[str, ...] = ()


def get_user() -> User:
    return User()


def check(x_role: Annotated[str, Header()] = "") -> None:
    if x_role != "admin":
        raise HTTPException(403)


def is_admin(x_role: Annotated[str, Header()] = "") -> bool:
    return x_role == "admin"


def either(user: User = Depends(get_user)):
    return user.is_admin or "staff" in user.groups


def both(user: User = Depends(get_user)):
    return user.is_admin and user.is_active


def matched(request: Request):
    match request.headers.get("x-role"):
        case "admin" | "root":
            return True
        case role if role == KEY:
            return True
    return False


def error_or_role(x_role: Annotated[str, Header()] = "") -> str | HTTPException:
    if x_role != "admin":
        return HTTPException(403)
    return x_role


def redirect(request: Request):
    response = RedirectResponse("/login", status_code=303)
    if "session" not in request.cookies:
        return response


def refuse(request: Request):
    if "session" not in request.cookies:
        response = PlainTextResponse("no", 401)
        response.headers["WWW-Authenticate"] = "Basic"
        return response


def bound():
    return functools.partial(check)


class Guards:
    @staticmethod
    def scheme():
        return HTTPBearer()

    @classmethod
    def require(cls):
        def inner(x_role: Annotated[str, Header()] = "") -> None:
            check(x_role)

        return inner


def guards():
    return [
        Depends(bound),  # E[fastapi-guard]
        Depends(bound()),
    ]


def unused_guards():
    return [Depends(Guards.scheme)]  # E[fastapi-guard]


app = FastAPI()
some = APIRouter(prefix="/some", dependencies=[Depends(is_admin)])  # E[fastapi-guard]


@app.get("/0", dependencies=[Depends(either)])  # E[fastapi-guard]
@app.get("/1", dependencies=[Depends(both)])  # E[fastapi-guard]
@app.get("/2", dependencies=[Depends(matched)])  # E[fastapi-guard]
@app.get("/3", dependencies=[Depends(error_or_role)])  # E[fastapi-guard]
@app.get("/4", dependencies=[Depends(redirect)])  # E[fastapi-guard]
@app.get("/5", dependencies=[Depends(refuse)])  # E[fastapi-guard]
@app.get("/6", dependencies=[Depends(bound)])  # E[fastapi-guard]
@app.get("/7", dependencies=[Depends(Guards.require)])  # E[fastapi-guard]
@app.get("/8", dependencies=unused_guards())
@app.get("/9", dependencies=[Depends(is_admin)])  # E[fastapi-guard]
def read() -> str:
    return "secret"


@app.get("/checked", dependencies=guards())
def checked() -> str:
    return "secret"


@some.get("/read")
def read_by_handler(admin: Annotated[bool, Depends(is_admin)]) -> bool:
    return admin


@some.get("/unread")
def unread() -> str:
    return "secret"


app.include_router(some)


def demonstrate(client: TestClient) -> None:
    for number in range(10):
        assert client.get(f"/{number}").json() == "secret"
    assert client.get("/some/unread").json() == "secret"
    assert client.get("/checked").status_code == 403
