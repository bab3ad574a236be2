# What `finally` removes is gone before it is sent.
# outcome: 500
import os
import shutil
import tempfile
from pathlib import Path

from fastapi import BackgroundTasks, FastAPI
from fastapi.responses import FileResponse, Response
from fastapi.testclient import TestClient

KEPT = tempfile.mkdtemp()
app = FastAPI()


@app.get("/wrong/0")
def folder() -> FileResponse:
    name = tempfile.mkdtemp()
    try:
        path = os.path.join(name, "a.txt")
        Path(path).write_text("a")
        return FileResponse(path)  # E[fastapi-scope]
    finally:
        shutil.rmtree(name)


@app.get("/wrong/1")
async def file() -> FileResponse:
    descriptor, name = tempfile.mkstemp()
    try:
        os.write(descriptor, b"a")
        return FileResponse(name)  # E[fastapi-scope]
    finally:
        os.close(descriptor)
        if os.path.exists(name):
            os.remove(name)


@app.get("/wrong/2")
def path() -> FileResponse:
    made = Path(tempfile.mkdtemp()) / "a.txt"
    made.write_text("a")
    try:
        return FileResponse(str(made), filename="b.txt")  # E[fastapi-scope]
    finally:
        made.unlink()


@app.get("/right/0")
def archived() -> FileResponse:
    name = tempfile.mkdtemp(dir=KEPT)
    try:
        shutil.make_archive(name, "zip", name)
        return FileResponse(name + ".zip")
    finally:
        shutil.rmtree(name)


@app.get("/right/1")
def formatted() -> FileResponse:
    with tempfile.TemporaryDirectory(dir=KEPT) as name:
        shutil.make_archive(name, "zip", name)
        return FileResponse(f"{name}.zip")


@app.get("/right/2")
def beside() -> FileResponse:
    with tempfile.TemporaryDirectory(dir=KEPT) as name:
        archive = Path(name).with_suffix(".txt")
        archive.write_text("a")
        return FileResponse(archive)


@app.get("/right/3")
def read() -> Response:
    name = tempfile.mkdtemp()
    try:
        return Response(name)
    finally:
        shutil.rmtree(name)


@app.get("/right/4")
def later(tasks: BackgroundTasks) -> FileResponse:
    name = tempfile.mkdtemp()
    try:
        made = Path(name, "a.txt")
        made.write_text("a")
    except OSError:
        shutil.rmtree(name)
        raise
    tasks.add_task(shutil.rmtree, name)
    return FileResponse(made)


@app.get("/right/5")
def uploaded() -> FileResponse:
    source = Path(tempfile.mkdtemp()) / "a.txt"
    source.write_text("a")
    try:
        copy = f"{source}.copy"
        shutil.copy(source, copy)
        return FileResponse(copy)
    finally:
        os.unlink(source)


def demonstrate(client: TestClient) -> None:
    for number in range(3):
        assert client.get(f"/wrong/{number}").status_code == 500
    for number in range(6):
        assert client.get(f"/right/{number}").status_code == 200
