# One path for other methods, under other prefixes, in other applications, or under a condition.
import os

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from starlette.routing import Match
from starlette.types import Scope

app = FastAPI()
admin = FastAPI()
shared = APIRouter()


@shared.get("/status")
def read_status() -> str:
    return "shared"


app.include_router(shared, prefix="/v1")
app.include_router(shared, prefix="/v2")
app.include_router(shared, prefix="/v2")
admin.include_router(shared)
app.mount("/admin", admin)

if "SHORT" in os.environ:

    @app.get("/answer")
    def short_answer() -> str:
        return "short"

else:

    @app.get("/answer")
    def long_answer() -> str:
        return "long"


try:
    import not_installed_anywhere  # type: ignore[import-not-found] # noqa: F401
except ImportError:

    @app.get("/fallback")
    def without() -> str:
        return "without"

else:

    @app.get("/fallback")
    def with_it() -> str:
        return "with"


class ForTesters(APIRoute):
    """Matches where a header says so."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        is_tester = (b"x-tester", b"1") in scope["headers"]
        return super().matches(scope) if is_tester else (Match.NONE, {})


sometimes = APIRouter(route_class=ForTesters)


@sometimes.get("/sometimes")
def first() -> str:
    return "first"


@app.get("/versions", name="one")
@app.get("/versions/", name="two")
def read_versions() -> str:
    return "versions"


app.include_router(sometimes)


@app.get("/sometimes")
def always() -> str:
    return "always"


def demonstrate(client: TestClient) -> None:
    assert client.get("/v1/status").json() == client.get("/v2/status").json() == "shared"
    assert client.get("/admin/status").json() == "shared"
    assert client.get("/answer").json() == "long"
    assert client.get("/fallback").json() == "without"
    assert client.get("/sometimes").json() == "always"
