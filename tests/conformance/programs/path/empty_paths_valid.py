# Empty paths that have a prefix from somewhere, and routers without any.
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
prefixed = APIRouter(prefix="/prefixed")
plain = APIRouter()
later = APIRouter()
root = APIRouter()


@prefixed.get("")
@plain.get("")
@root.get("/")
def read() -> str:
    return "here"


app.include_router(prefixed)
app.include_router(plain, prefix="/plain")
app.include_router(root)
app.include_router(later)


@later.get("")
def registered_too_late() -> str:
    return "late"


def demonstrate(client: TestClient) -> None:
    for path in ("/prefixed", "/plain", "/"):
        assert client.get(path).json() == "here"
