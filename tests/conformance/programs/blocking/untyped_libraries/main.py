# A library that is written in C, whose classes have no types, hides nothing of the others.
# outcome: silent
# enable: fastapi-blocking
import pathlib
import subprocess
import threading
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.testclient import TestClient

if TYPE_CHECKING:
    from psycopg2.extensions import connection

app = FastAPI()


def close(database: "connection") -> None:
    database.close()


@app.get("/1")
async def one() -> str:
    with subprocess.Popen(["true"], stdout=subprocess.PIPE, text=True) as process:
        return process.communicate()[0]  # E[fastapi-blocking]


@app.get("/2")
async def two() -> None:
    thread = threading.Thread(target=print)
    thread.start()
    thread.join()  # E[fastapi-blocking]


@app.get("/3")
async def three() -> str:
    folder = pathlib.Path("/proc/self")
    return folder.joinpath("comm").read_text()  # E[fastapi-blocking]


# Valid.


@app.get("/v1")
async def v1() -> str:
    return ", ".join(["a", "b"])


def demonstrate(client: TestClient) -> None:
    for number in range(1, 4):
        assert client.get(f"/{number}").status_code == 200
