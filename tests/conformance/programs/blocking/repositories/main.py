# Repositories and services of other modules: what their objects hold is told by the source.
# outcome: silent
# enable: fastapi-blocking
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from .database import User, get_db, load, load_in_scope
from .repositories import Memory, Service, Users, get_memory, get_users

app = FastAPI()
UsersDep = Annotated[Users, Depends(get_users)]


@app.get("/1")
async def one(users: UsersDep) -> bool:
    return users.get(1) is None  # E[fastapi-blocking]


@app.get("/2")
async def two(users: UsersDep) -> bool:
    return await users.get_later(1) is None  # E[fastapi-blocking]


@app.get("/3")
async def three(users: UsersDep) -> int:
    return users.count()  # E[fastapi-blocking]


@app.get("/4")
async def four(service: Annotated[Service, Depends()]) -> bool:
    return await service.read_deep(1)  # E[fastapi-blocking]


@app.get("/5")
async def five(db: Annotated[Session, Depends(get_db)]) -> bool:
    return load(db, 1) is None  # E[fastapi-blocking]


@app.get("/6")
async def six() -> int:
    return load_in_scope()  # E[fastapi-blocking]


# Valid.


@app.get("/v1")
async def v1(users: UsersDep) -> None:
    users.add(User())


@app.get("/v2")
async def v2(memory: Annotated[Memory, Depends(get_memory)]) -> bool:
    return memory.get(1) is None


@app.get("/v3")
async def v3(users: UsersDep) -> bool:
    return await run_in_threadpool(users.get, 1) is None


@app.get("/v4")
def v4(users: UsersDep) -> bool:
    return users.get(1) is None


@app.get("/v5")
async def v5(service: Annotated[Service, Depends()]) -> str:
    return service.name()


def demonstrate(client: TestClient) -> None:
    for number in range(1, 7):
        assert client.get(f"/{number}").status_code == 200, number
    for number in range(1, 6):
        assert client.get(f"/v{number}").status_code == 200, number
