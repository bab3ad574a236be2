# What is removed after the response was sent, or not at all, can be read.
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory

from fastapi import Depends, FastAPI, Response
from fastapi.responses import FileResponse
from fastapi.testclient import TestClient

app = FastAPI()


def get_folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name)


def get_kept() -> Iterator[str]:
    with NamedTemporaryFile(suffix=".txt", delete=False) as file:
        yield file.name


def get_here() -> Iterator[Path]:
    print("begin")
    yield Path(__file__)
    print("end")


@app.get("/request")
def of_request(folder: Path = Depends(get_folder)) -> FileResponse:
    (folder / "a.txt").write_text("a")
    return FileResponse(folder / "a.txt")


@app.get("/kept")
def kept(name: str = Depends(get_kept, scope="function")) -> FileResponse:
    return FileResponse(name)


@app.get("/here")
def here(path: Path = Depends(get_here, scope="function")) -> FileResponse:
    return FileResponse(path)


@app.get("/read")
def read(folder: Path = Depends(get_folder, scope="function")) -> Response:
    (folder / "a.txt").write_text("a")
    return Response((folder / "a.txt").read_bytes())


@app.get("/other")
def other(folder: Path = Depends(get_folder, scope="function")) -> FileResponse:
    return FileResponse(__file__)


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).status_code == 200, path
