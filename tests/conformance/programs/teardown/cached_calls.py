# A cache that is called with a coroutine function or a generator: the second request gets what is used up.
# outcome: 500
# fastapi: 0.124
import functools
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


async def load_token() -> str:
    return "token"


def open_session() -> Iterator[str]:
    yield "session"


def load_settings() -> dict[str, str]:
    return {}


get_token = lru_cache(load_token)  # E[fastapi-teardown]
get_session = functools.lru_cache(maxsize=1)(open_session)  # E[fastapi-teardown]
get_settings = lru_cache(load_settings)
of_a_script = cache(load_token)
SettingsDep = Annotated[dict[str, str], Depends(get_settings)]


@app.get("/token")
async def read_token(token: Annotated[str, Depends(get_token)]) -> str:
    return token


@app.get("/again")
async def read_again(token: Annotated[str, Depends(get_token)]) -> str:
    return token


@app.get("/session")
async def read_session(session: Annotated[str, Depends(get_session)]) -> str:
    return session


@app.get("/direct")
async def read_direct(
    token: Annotated[str, Depends(cache(load_token))],  # E[fastapi-teardown]
) -> str:
    return token


@app.get("/settings")
async def read_settings(
    settings: SettingsDep, token: Annotated[str, Depends(load_token)]
) -> dict[str, str]:
    return settings


def demonstrate(client: TestClient) -> None:
    for path in ("/token", "/again", "/session", "/direct"):
        client.get(path)
        assert client.get(path).status_code == 500, path
    for _ in range(2):
        assert client.get("/settings").json() == {}
