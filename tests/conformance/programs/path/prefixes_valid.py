# Prefixes that are right, that are put together, or that belong to something else.
import os

from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

VERSION = "/v1"


class Client:
    def __init__(self, prefix: str = "") -> None:
        self.prefix = prefix

    def include_router(self, other: object, prefix: str) -> None:
        self.prefix = prefix


class Relaxed(APIRouter):
    def __init__(self, prefix: str = "") -> None:
        super().__init__(prefix=prefix.rstrip("/"))


app = FastAPI()
literal = APIRouter(prefix="/literal")
empty = APIRouter(prefix="")
constant = APIRouter(prefix=VERSION)
joined = APIRouter(prefix=f"{VERSION}/joined")
configured = APIRouter(prefix=os.environ.get("PREFIX", "/configured"))
relaxed = Relaxed(prefix="/relaxed/")
client = Client(prefix="items/")
client.include_router(literal, prefix="items/")


@literal.get("/a")
@empty.get("/a")
@constant.get("/a")
@joined.get("/a")
@configured.get("/a")
@relaxed.get("/a")
def read() -> str:
    return "a"


for router in (literal, empty, constant, joined, configured, relaxed):
    app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for path in ("/literal/a", "/a", "/v1/a", "/v1/joined/a", "/configured/a", "/relaxed/a"):
        assert client.get(path).json() == "a"
