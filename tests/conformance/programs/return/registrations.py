# However a handler is registered.
# outcome: silent
from fastapi import APIRouter, FastAPI, HTTPException
from fastapi.testclient import TestClient
from scoped_fastapi import ScopedRouter

app = FastAPI()
router = APIRouter(prefix="/router")
scoped = ScopedRouter(prefix="/scoped")


class Routes(APIRouter): ...


own = Routes(prefix="/own")


def by_method():
    return HTTPException(404)  # E[fastapi-return]


app.add_api_route("/method", by_method)


def by_call():
    return {}, 404  # E[fastapi-return]


app.get("/call")(by_call)


@app.api_route("/several", methods=["GET", "POST"])
@router.get("/several")
def several():
    return HTTPException(404)  # E[fastapi-return]


@own.get("/a")
def of_own_router():
    return HTTPException(404)  # E[fastapi-return]


@scoped.get("/a", response_model=None)
def of_scoped_router():
    return {"error": "a"}, 404  # E[fastapi-return]


class View:
    def __init__(self) -> None:
        self.router = APIRouter(prefix="/view")
        self.router.add_api_route("/a", self.read)

    def read(self):
        return HTTPException(404)  # E[fastapi-return]


def make() -> APIRouter:
    made = APIRouter(prefix="/made")

    @made.get("/a")
    def read():
        return HTTPException(404)  # E[fastapi-return]

    return made


for each in (router, own, scoped, View().router, make()):
    app.include_router(each)


def demonstrate(client: TestClient) -> None:
    for path in ("method", "call", "several", "router/several", "own/a", "view/a", "made/a"):
        assert client.get(f"/{path}").status_code == 200
    assert client.get("/scoped/a").json() == [{"error": "a"}, 404]
