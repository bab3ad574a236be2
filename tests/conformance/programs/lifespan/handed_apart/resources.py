from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .events import RUN


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    RUN.append("lifespan")
    yield
