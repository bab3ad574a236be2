"""The application: `uvicorn library.main:app --app-dir examples/mistakes`."""

from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware

from .config import get_settings
from .maintenance import add_maintenance
from .models import NoSuchReportError
from .routers import books, desk, loans, notices, reports, rooms

app = FastAPI(title="Library")
app.add_middleware(
    CORSMiddleware,
    # A browser sends an origin without the slash at its end: none is ever let in.
    allow_origins=["https://library.example/"],  # mistake: fastapi-cors
)


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
app.include_router(notices.router)
# Starlette starts the outermost application alone: nobody says that the board is open.
app.mount("/board", notices.application)  # mistake: fastapi-lifespan

if get_settings().maintenance:
    add_maintenance(app)
