# A coroutine that nobody awaits checks nothing.
# outcome: silent
import asyncio
from collections.abc import Awaitable
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.testclient import TestClient

app = FastAPI()


async def verify(token: str) -> None:
    if token != "secret":
        raise HTTPException(401)


def get_token(token: str = "") -> str:
    return token


def check_token(token: Annotated[str, Depends(get_token)]) -> Awaitable[None]:
    return verify(token)


async def start_check(token: str = "") -> "asyncio.Task[None]":
    return asyncio.create_task(asyncio.sleep(0))


class Tokens:
    async def verify(self) -> None:
        raise HTTPException(401)

    def check(self) -> Awaitable[None]:
        return self.verify()


@app.get("/function", dependencies=[Depends(check_token)])  # E[fastapi-guard]
def with_function() -> str:
    return "secret"


@app.get("/lambda", dependencies=[Depends(lambda: verify(""))])  # E[fastapi-guard]
def with_lambda() -> str:
    return "secret"


@app.get("/task", dependencies=[Depends(start_check)])  # E[fastapi-guard]
def with_task() -> str:
    return "secret"


@app.get("/method", dependencies=[Depends(Tokens().check)])  # E[fastapi-guard]
def with_method() -> str:
    return "secret"


def demonstrate(client: TestClient) -> None:
    for path in ("/function", "/lambda", "/task", "/method"):
        assert client.get(path).json() == "secret", path
