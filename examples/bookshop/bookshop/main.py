"""The application: `uvicorn bookshop.main:app --app-dir examples/bookshop`."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from scoped_fastapi import ScopedFastAPI, method_paths_from_routes

from .database import create_tables, engine
from .routers import books, news, orders, users


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncGenerator[None]:
    """Create the tables before the first request, and close the connections after the last."""
    await create_tables()
    yield
    await engine.dispose()


app = ScopedFastAPI(title="Bookshop", lifespan=lifespan)
app.include_router(users.router)
app.include_router(books.router)
app.include_router(orders.router)
app.include_router(news.router)


@app.get("/")
async def list_routes() -> list[str]:
    """List what can be asked for."""
    return sorted(method_paths_from_routes(app.routes))
