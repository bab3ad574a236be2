# Sockets that do not wait, on the loop.
# enable: fastapi-blocking
import asyncio
import contextlib
import socket

from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


@app.get("/1")
async def one() -> None:
    sock = socket.socket()
    sock.setblocking(False)
    with contextlib.suppress(OSError):
        sock.connect(("127.0.0.1", 9))
    sock.close()


@app.get("/2")
async def two() -> bytes:
    left, right = socket.socketpair()
    with left, right:
        left.setblocking(False)
        right.setblocking(False)
        await asyncio.get_running_loop().sock_sendall(left, b"x")
        return await asyncio.get_running_loop().sock_recv(right, 1)


def demonstrate(client: TestClient) -> None:
    assert client.get("/1").status_code == 200
