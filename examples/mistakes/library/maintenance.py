"""Routes for the weekend, when nobody borrows books.

They are added with `LIBRARY_MAINTENANCE` alone, so that nobody has seen yet that FastAPI refuses
each of them while it is registered.
"""

from fastapi import Depends, FastAPI

from .config import Settings, get_settings
from .database import Connection
from .models import Book
from .services import CatalogueDep


def add_maintenance(app: FastAPI) -> None:
    """Add the routes to the application."""

    @app.get("/maintenance/settings")
    def show_settings(
        # The settings themselves are no dependency: FastAPI raises a TypeError.
        settings: Settings = Depends(get_settings()),  # mistake: fastapi-depends
    ) -> dict[str, str]:
        return {"database": settings.database}

    # There is no body for the books that are promised: FastAPI raises an AssertionError.
    @app.post("/maintenance/reindex", status_code=204)
    def reindex(catalogue: CatalogueDep) -> list[Book]:  # mistake: fastapi-no-body
        return catalogue.search("")

    @app.delete(
        "/maintenance/loans",
        status_code=204,
        response_model=Book,  # mistake: fastapi-no-body
    )
    def forget_loans(connection: Connection) -> None:
        connection.execute("DELETE FROM loans")

    @app.get(
        "/maintenance/orphan",
        responses={
            204: {"model": Book, "description": "There is none"},  # mistake: fastapi-no-body
        },
    )
    def find_orphan(catalogue: CatalogueDep) -> Book | None:
        return next(iter(catalogue.search("")), None)
