import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI


async def connect() -> None: ...


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    asyncio.run(connect())  # E[fastapi-event-loop]
    yield


@asynccontextmanager
async def right(app: FastAPI) -> AsyncIterator[None]:
    await connect()
    asyncio.create_task(connect())
    await asyncio.to_thread(asyncio.run, connect())
    yield
