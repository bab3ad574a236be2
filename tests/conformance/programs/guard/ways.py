# Guards behind other ways to say them.
# outcome: silent
from collections.abc import Callable
from typing import Annotated, Any

import fastapi
from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Request, WebSocket
from fastapi.responses import JSONResponse, RedirectResponse, Response
from fastapi.testclient import TestClient


class Guards:
    @staticmethod
    def require(role: str = "admin") -> Callable[[str], None]:
        def check(x_role: Annotated[str, Header()] = "") -> None:
            if x_role != role:
                raise HTTPException(403)

        return check

    @classmethod
    def admin(cls) -> Callable[[str], None]:
        return cls.require("admin")

    @property
    def made(self) -> Callable[[str], None]:
        return self.require("admin")

    def can(self, what: str = "read") -> "Guards":
        return self

    def __call__(self, x_role: Annotated[str, Header()] = "") -> None:
        if x_role != "admin":
            raise HTTPException(403)


guards = Guards()


def login_required(request: Request) -> Any:
    if "x-role" not in request.headers:
        return RedirectResponse("/login")
    return None


def json_error(request: Request) -> Response | None:
    if "x-role" not in request.headers:
        return JSONResponse({}, 401)
    return None


def not_allowed(x_role: Annotated[str, Header()] = "") -> HTTPException | None:
    if x_role != "admin":
        return HTTPException(403)
    return None


def always_error(x_role: Annotated[str, Header()] = ""):
    if x_role != "admin":
        return HTTPException(403)  # E[fastapi-return]


async def a_bool(x_role: Annotated[str, Header()] = "") -> bool:
    return bool(x_role) and not x_role.startswith("x")


def chained(x_role: Annotated[str, Header()] = "") -> bool:
    if not x_role:
        return False
    elif x_role == "x":
        return False
    else:
        return True


app = FastAPI()


@app.get("/0", dependencies=[Depends(guards.require)])  # E[fastapi-guard]
@app.get("/1", dependencies=[Depends(Guards.admin)])  # E[fastapi-guard]
@app.get("/2", dependencies=[Depends(guards.can)])  # E[fastapi-guard]
@app.get("/3", dependencies=[fastapi.Depends(Guards)])  # E[fastapi-guard]
@app.get("/4", dependencies=[Depends(login_required)])  # E[fastapi-guard]
@app.get("/5", dependencies=[Depends(json_error)])  # E[fastapi-guard]
@app.get("/6", dependencies=[Depends(not_allowed)])  # E[fastapi-guard]
@app.get("/7", dependencies=[Depends(always_error)])
@app.get("/8", dependencies=[Depends(a_bool)])  # E[fastapi-guard]
@app.get("/9", dependencies=[Depends(chained)])  # E[fastapi-guard]
def secret() -> str:
    return "secret"


@app.websocket("/ws")
async def ws(
    websocket: WebSocket,
    _: Annotated[Any, Depends(guards.require)],  # E[fastapi-guard]
) -> None:
    await websocket.accept()
    await websocket.close()


def demonstrate(client: TestClient) -> None:
    for n in range(10):
        assert client.get(f"/{n}").json() == "secret", n
    with client.websocket_connect("/ws"):
        pass
