"""The bookshop, served by uvicorn in a process of its own, and users of it."""

import itertools
import os
import re
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

REPOSITORY = Path(__file__).parents[2]
BOOKSHOP = REPOSITORY / "examples" / "bookshop"

_isbns = itertools.count(9780000000000)


@dataclass(frozen=True)
class Server:
    """Where the bookshop is served."""

    url: str
    database_url: str
    log: Path


@contextmanager
def serve(database_url: str, directory: Path, app: str = "bookshop.main:app") -> Generator[Server]:
    """Serve the bookshop on a free port, from the folder `directory`."""
    log = directory / "uvicorn.log"
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path]),
    }
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", app, "--app-dir", str(BOOKSHOP)]
            # A client that is kept waiting by a busy machine still has its connection.
            + ["--port", "0", "--no-access-log", "--timeout-keep-alive", "900"],
            cwd=directory,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield Server(_wait_for_url(process, log), database_url, log)
    finally:
        process.terminate()
        process.wait(timeout=120)
    assert "Application shutdown complete" in log.read_text()


def _wait_for_url(process: "subprocess.Popen[bytes]", log: Path) -> str:
    deadline = time.monotonic() + 120
    while (running := re.search(r"running on (http://\S+)", log.read_text())) is None:
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.05)
    return running[1]


def new_book(**changes: Any) -> dict[str, Any]:
    """A book as a client sends it, with an ISBN that no other has."""
    return {
        "isbn": str(next(_isbns)),
        "title": "The Odyssey",
        "author": "Homer",
        "price_cents": 1250,
        "stock": 3,
        **changes,
    }


def sign_in(url: str, name: str) -> dict[str, str]:
    """Register a user, and give the header that says who it is."""
    with httpx.Client(base_url=url, timeout=120) as client:
        client.post("/users", json={"name": name, "password": "swordfish"}).raise_for_status()
        answer = client.post("/token", data={"username": name, "password": "swordfish"})
        return {"Authorization": f"Bearer {answer.raise_for_status().json()['access_token']}"}
