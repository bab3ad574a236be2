# A file is read when the response is sent: a dependency that is closed before has removed it.
# outcome: 500
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.responses import FileResponse
from fastapi.testclient import TestClient
from scoped_fastapi import response_scoped_dependency

app = FastAPI()


def get_folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name)


def get_name() -> Iterator[str]:
    with NamedTemporaryFile(suffix=".txt") as file:
        yield file.name


def get_made() -> Iterator[str]:
    folder = tempfile.mkdtemp()
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def get_path() -> Iterator[Path]:
    path = Path(tempfile.gettempdir()) / f"removed-{os.getpid()}.txt"
    path.write_text("a")
    try:
        yield path
    finally:
        path.unlink()


scoped = response_scoped_dependency(get_folder)


@app.get("/folder")
def in_folder(folder: Annotated[Path, Depends(get_folder, scope="function")]) -> FileResponse:
    (folder / "a.txt").write_text("a")
    return FileResponse(folder / "a.txt")  # E[fastapi-scope]


@app.get("/file")
def file(name: str = Depends(get_name, scope="function")) -> FileResponse:
    return FileResponse(name)  # E[fastapi-scope]


@app.get("/made")
def made(folder: str = Depends(get_made, scope="function")) -> FileResponse:
    path = Path(folder) / "a.txt"
    path.write_text("a")
    return FileResponse(path=path)  # E[fastapi-scope]


@app.get("/unlinked")
def unlinked(path: Path = Depends(get_path, scope="function")) -> FileResponse:
    return FileResponse(str(path), media_type="text/plain")  # E[fastapi-scope]


@app.get("/scoped")
def response_scoped(folder: Path = Depends(scoped)) -> FileResponse:
    path = folder / "a.txt"
    path.write_text("a")
    return FileResponse(path)  # E[fastapi-scope]


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).status_code == 500, path
