"""The application: `uvicorn library.main:app --app-dir examples/mistakes`."""

from fastapi import FastAPI, Request

from .config import get_settings
from .maintenance import add_maintenance
from .models import NoSuchReportError
from .routers import books, desk, loans, reports, rooms

app = FastAPI(title="Library")


# A dictionary is no response: the client gets a 500 in the place of the 404.
@app.exception_handler(NoSuchReportError)
def no_such_report(request: Request, error: NoSuchReportError) -> dict[str, str]:
    """Answer who asks for a report that nobody has written."""
    return {"detail": f"{request.url.path}: {error}"}  # mistake: fastapi-handler


app.include_router(books.router)
app.include_router(loans.router)
app.include_router(desk.router)
app.include_router(rooms.router)
app.include_router(reports.router)

if get_settings().maintenance:
    add_maintenance(app)
