# A path parameter takes the slash as well, and a prefix may end within a part of the path.
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
files = APIRouter(prefix="/files")
codes = APIRouter(prefix="/code-")


@files.get("{rest:path}")
def read_file(rest: str) -> str:
    return rest


@codes.get("{code}")
def read_code(code: str) -> str:
    return code


app.include_router(files)
app.include_router(codes)


@app.get("{rest:path}")
def anything(rest: str) -> str:
    return rest


def demonstrate(client: TestClient) -> None:
    assert client.get("/files/a/b").json() == "/a/b"
    assert client.get("/code-3").json() == "3"
    assert client.get("/other").json() == "/other"
