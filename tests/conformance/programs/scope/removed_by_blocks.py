# A file is gone when the block that made it is left.
# outcome: 500
import os
import shutil
import tempfile
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory

from fastapi import FastAPI, Response
from fastapi.responses import FileResponse, StreamingResponse
from fastapi.testclient import TestClient

KEPT = tempfile.mkdtemp()
app = FastAPI()


@app.get("/wrong/0")
def folder() -> FileResponse:
    with TemporaryDirectory() as name:
        path = os.path.join(name, "a.txt")
        Path(path).write_text("a")
        return FileResponse(path)  # E[fastapi-scope]


@app.get("/wrong/1")
async def path() -> FileResponse:
    with tempfile.TemporaryDirectory(prefix="a") as name:
        file = Path(name) / "a.txt"
        file.write_text("a")
        return FileResponse(file, filename="b.txt")  # E[fastapi-scope]


@app.get("/wrong/2")
def file() -> FileResponse:
    with NamedTemporaryFile(suffix=".txt") as opened:
        opened.write(b"a")
        opened.flush()
        return FileResponse(path=opened.name)  # E[fastapi-scope]


@app.get("/right/0")
def read() -> Response:
    with TemporaryDirectory() as name:
        file = Path(name) / "a.txt"
        file.write_text("a")
        return Response(file.read_bytes())


@app.get("/right/1")
def moved() -> FileResponse:
    with TemporaryDirectory() as name:
        file = Path(name) / "a.txt"
        file.write_text("a")
        copy = shutil.copy(file, KEPT)
        return FileResponse(copy)


@app.get("/right/2")
def archived() -> FileResponse:
    with TemporaryDirectory() as name:
        return FileResponse(shutil.make_archive(os.path.join(KEPT, "all"), "zip", name))


@app.get("/right/3")
def kept() -> FileResponse:
    with NamedTemporaryFile(suffix=".txt", delete=False) as opened:
        opened.write(b"a")
        return FileResponse(opened.name)


@app.get("/right/4")
def streamed() -> StreamingResponse:
    with NamedTemporaryFile() as opened:
        opened.write(b"a")
        opened.seek(0)
        return StreamingResponse(iter([opened.read()]))


def demonstrate(client: TestClient) -> None:
    for number in range(3):
        assert client.get(f"/wrong/{number}").status_code == 500
    for number in range(5):
        assert client.get(f"/right/{number}").status_code == 200
