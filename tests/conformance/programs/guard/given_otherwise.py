# What is made and dropped: a marker, a response on one of two ways, what a lambda does not await.
# outcome: silent
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, HTTPException, Request, params
from fastapi.responses import RedirectResponse, Response
from fastapi.testclient import TestClient


def get_role(x_role: Annotated[str, Header()] = "guest") -> str:
    return x_role


async def check(role: str) -> None:
    if role != "admin":
        raise HTTPException(403)


def require(role: str = "admin"):
    def check_role(found: str = Depends(get_role)) -> None:
        if found != role:
            raise HTTPException(403)

    return Depends(check_role)


def require_any(role: str = "admin") -> Any:
    return require(role)


def require_declared(role: str = "admin") -> params.Depends:
    async def check_role(found: str = Depends(get_role)) -> None:
        await check(found)

    return Depends(check_role)  # type: ignore[no-any-return,unused-ignore]


class RoleChecker:
    def __init__(self, role: str = "admin") -> None:
        self.role = role

    def __call__(self, found: Annotated[str, Depends(get_role)]) -> None:
        if found != self.role:
            raise HTTPException(403)


def logged_in(request: Request):
    return request.headers.get("x-user") or RedirectResponse("/login")


def logged_in_too(request: Request):
    user = request.headers.get("x-user")
    return RedirectResponse("/login") if user is None else user


async def to_login() -> Response:
    return RedirectResponse("/login")


async def logged_in_later(request: Request):
    if "x-user" not in request.headers:
        return await to_login()
    return None


app = FastAPI()


@app.get("/0", dependencies=[Depends(require)])  # E[fastapi-guard]
@app.get("/1", dependencies=[Depends(require_declared)])  # E[fastapi-guard]
@app.get("/2", dependencies=[Depends(logged_in)])  # E[fastapi-guard]
@app.get("/3", dependencies=[Depends(logged_in_too)])  # E[fastapi-guard]
@app.get("/4", dependencies=[Depends(logged_in_later)])  # E[fastapi-guard]
@app.get(
    "/5",
    dependencies=[
        Depends(lambda role=Depends(get_role): check(role)),  # E[fastapi-guard]
    ],
)
@app.get("/6", dependencies=[Depends(lambda: Depends(get_role))])  # E[fastapi-guard]
def secret() -> str:
    return "secret"


@app.get("/7")
def asked(_: RoleChecker = Depends()) -> str:  # E[fastapi-guard]
    return "secret"


@app.get("/8")
def asked_so(_: Annotated[RoleChecker, Depends()]) -> str:  # E[fastapi-guard]
    return "secret"


@app.get("/right", dependencies=[require(), require_any(), require_declared()])
def right() -> str:
    return "secret"


def demonstrate(client: TestClient) -> None:
    for number in range(9):
        assert client.get(f"/{number}").json() == "secret", number
    assert client.get("/right").status_code == 403
    assert client.get("/right", headers={"x-role": "admin"}).json() == "secret"
