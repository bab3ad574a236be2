# Other spellings of guards.
# outcome: silent
# fastapi: 0.124
import functools

import fastapi as f
from fastapi import Depends as D
from fastapi.testclient import TestClient
from starlette.responses import Response

from . import checks
from .checks import RIGHT, Auth, Guarded, admins, auth
from .checks import Guard as G

app = f.FastAPI()
tuple_router = f.APIRouter(dependencies=(D(G),))  # E[fastapi-guard]
included = f.APIRouter()


@app.get("/renamed", dependencies=[D(G)])  # E[fastapi-guard]
@app.get("/attribute", dependencies=[f.Depends(checks.Guard)])  # E[fastapi-guard]
@app.get("/inherited", dependencies=[D(Guarded)])  # E[fastapi-guard]
@app.get("/method", dependencies=[D(auth.needs)])  # E[fastapi-guard]
@app.get("/class_method", dependencies=[D(Auth.needs_class)])  # E[fastapi-guard]
@app.get("/static", dependencies=[D(Auth.needs_static)])  # E[fastapi-guard]
@app.get("/redirect", dependencies=[D(auth.redirect)])  # E[fastapi-guard]
@app.get("/held", dependencies=[admins])  # E[fastapi-guard]
@app.get("/keyword", dependencies=[f.Depends(dependency=G)])  # E[fastapi-guard]
@app.get("/starred", dependencies=[*[D(G)]])  # E[fastapi-guard]
@app.get("/partial", dependencies=[D(functools.partial(G, role="admin"))])  # E[fastapi-guard]
@app.get("/lambda", dependencies=[D(lambda: auth.needs("admin"))])  # E[fastapi-guard]
@app.get(
    "/lambda_response",
    dependencies=[D(lambda: Response(status_code=401))],  # E[fastapi-guard]
)
@app.get("/scoped", dependencies=[f.Depends(G, use_cache=False)])  # E[fastapi-guard]
@app.get("/conditional", dependencies=[D(G) if app.debug else D(G)])  # E?[fastapi-guard]
@app.get("/comprehended", dependencies=[D(g) for g in (G,)])  # E?[fastapi-guard]
def secret() -> str:
    return "secret"


@included.get("/included")
def of_included() -> str:
    return "secret"


@tuple_router.get("/tuple")
def of_tuple() -> str:
    return "secret"


@app.websocket("/socket", dependencies=[D(G)])  # E[fastapi-guard]
async def socket(websocket: f.WebSocket) -> None:
    await websocket.accept()
    await websocket.close()


app.include_router(included, dependencies=[D(G)])  # E[fastapi-guard]
app.include_router(tuple_router)
app.add_api_route("/added", secret, dependencies=[D(G)])  # E[fastapi-guard]


class App(f.FastAPI):
    def __init__(self) -> None:
        super().__init__(dependencies=[D(G)])  # E[fastapi-guard]


@app.get("/right/one", dependencies=[RIGHT])
@app.get("/right/two", dependencies=[D(checks.Checked)])
@app.get("/right/three", dependencies=[D(G("admin")), D(auth.needs())])
@app.get("/right/four", dependencies=[D(functools.partial(auth.verify, "x"))])
@app.get("/right/five", dependencies=[D(auth.needs("admin"))])
@app.get("/right/six", dependencies=[D(G().__call__)])
def kept() -> str:
    return "kept"


def demonstrate(client: TestClient) -> None:
    for (
        path
    ) in "renamed attribute inherited method class_method static redirect held keyword".split():
        assert client.get(f"/{path}").text == '"secret"', path
    for path in "starred partial lambda lambda_response scoped conditional comprehended included tuple added".split():
        assert client.get(f"/{path}").text == '"secret"', path
    with client.websocket_connect("/socket"):
        pass
    for path in "one two three four five six".split():
        assert client.get(f"/right/{path}").status_code in {401, 403}, path
