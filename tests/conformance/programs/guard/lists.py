# Lists of guards: named, added to, copied, chosen, in a dict of options.
# outcome: silent
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, WebSocket
from fastapi.params import Depends as DependsClass
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient


def get_role(x_role: Annotated[str, Header()] = "guest") -> str:
    return x_role


def require(role: str = "admin") -> Callable[[str], None]:
    def check(found: Annotated[str, Depends(get_role)]) -> None:
        if found != role:
            raise HTTPException(403)

    return check


Guard = Depends(require)
RIGHT = Depends(require("admin"))
BASE = [Depends(get_role)]
BOTH = [*BASE, Depends(require)]  # E[fastapi-guard]
SUM = BASE + [Depends(require)]  # E[fastapi-guard]
TUPLE = (*BASE, Depends(require))  # E[fastapi-guard]
NAMED = [Guard]  # E[fastapi-guard]
APPENDED = [Depends(get_role)]
APPENDED.append(Depends(require))  # E[fastapi-guard]
EXTENDED: list[Any] = []
EXTENDED.extend([Depends(require)])  # E[fastapi-guard]
PLUS: list[Any] = []
PLUS += [Depends(require)]  # E[fastapi-guard]
OPTIONS = {"dependencies": [Depends(require)]}  # E[fastapi-guard]

app = FastAPI()
a = APIRouter(prefix="/a", dependencies=BOTH)
b = APIRouter(prefix="/b", dependencies=SUM)
c = APIRouter(prefix="/c", dependencies=TUPLE)
d = APIRouter(prefix="/d", dependencies=NAMED)
e = APIRouter(prefix="/e", dependencies=APPENDED)
f = APIRouter(prefix="/f", dependencies=EXTENDED)
g = APIRouter(prefix="/g", dependencies=PLUS)
h = APIRouter(prefix="/h", **OPTIONS)
i = APIRouter(prefix="/i")
j = APIRouter(prefix="/j")
k = APIRouter(prefix="/k")
l = APIRouter(prefix="/l")


def secret() -> str:
    return "secret"


for router in (a, b, c, d, e, f, g, h, i, j, k):
    router.add_api_route("/", secret)
l.add_api_route("/", secret, dependencies=[Depends(require)])  # E[fastapi-guard]
l.add_api_route("/list", secret, dependencies=list([Depends(require)]))  # E[fastapi-guard]
l.add_api_route("/if", secret, dependencies=[Depends(require)] if True else [])  # E[fastapi-guard]
l.add_api_route("/or", secret, dependencies=None or [Depends(require)])  # E[fastapi-guard]
l.add_api_route("/mul", secret, dependencies=[Depends(DependsClass(require).dependency)])
l.add_api_route("/cls", secret, dependencies=[DependsClass(require)])  # E[fastapi-guard]
l.routes.append(APIRoute("/l/route", secret, dependencies=[Depends(require)]))  # E[fastapi-guard]


@l.api_route("/api", dependencies=[Depends(require)])  # E[fastapi-guard]
def api() -> str:
    return "secret"


@l.websocket("/ws", dependencies=[Depends(require)])  # E[fastapi-guard]
async def ws(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.close()


for router in (a, b, c, d, e, f, g, h, i, l):
    app.include_router(router)
app.include_router(j, dependencies=[Depends(require)])  # E[fastapi-guard]
app.include_router(k, dependencies=(Depends(require),) + tuple(BASE))  # E[fastapi-guard]


def demonstrate(client: TestClient) -> None:
    for path in "abcdefghijkl":
        assert client.get(f"/{path}/").json() == "secret", path
    for path in ("list", "if", "or", "mul", "cls", "route", "api"):
        assert client.get(f"/l/{path}").json() == "secret", path
    with client.websocket_connect("/l/ws"):
        pass
