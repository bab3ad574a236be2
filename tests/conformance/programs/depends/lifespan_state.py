# Values that the application makes while it starts.
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, TypedDict, cast

from fastapi import Depends, FastAPI, Request
from fastapi.testclient import TestClient


class Client:
    async def get(self) -> str:
        return "answer"


class State(TypedDict):
    client: Client


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[State]:
    yield {"client": Client()}


app = FastAPI(lifespan=lifespan)


def get_client(request: Request) -> Client:
    return cast(Client, request.state.client)


def get_state(request: Request) -> State:
    return {"client": request.state.client}


def get_untyped(request: Request):
    return request.state.client


ClientDep = Annotated[Client, Depends(get_client)]


@app.get("/")
async def read(
    client: ClientDep,
    state: Annotated[State, Depends(get_state)],
    untyped: Annotated[Client, Depends(get_untyped)],
    by_lambda: Annotated[Client, Depends(lambda request: request)],
) -> list[str]:
    return [await client.get(), await state["client"].get(), await untyped.get()]


def demonstrate(client: TestClient) -> None:
    assert client.get("/?request=1").json() == ["answer"] * 3
