from __future__ import annotations

from . import database
from .database import get_closed


def clean() -> None:
    session = next(get_closed())  # E[fastapi-teardown]
    session.rollback()


def clean_again() -> None:
    session = database.get_closed().__next__()  # E[fastapi-teardown]
    session.rollback()
