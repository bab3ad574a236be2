"""The application: `uvicorn library.main:app --app-dir examples/mistakes`."""

from fastapi import FastAPI

from .config import get_settings
from .maintenance import add_maintenance
from .routers import books, desk, loans, rooms

app = FastAPI(title="Library")
app.include_router(books.router)
app.include_router(loans.router)
app.include_router(desk.router)
app.include_router(rooms.router)

if get_settings().maintenance:
    add_maintenance(app)
