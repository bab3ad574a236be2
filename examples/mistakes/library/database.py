"""The database."""

import sqlite3
from collections.abc import Generator
from typing import Annotated

from fastapi import Depends

from .config import Settings, get_settings

TABLES = """
CREATE TABLE IF NOT EXISTS members (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, token TEXT UNIQUE, librarian INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS books (
    id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS loans (
    id INTEGER PRIMARY KEY, book_id INTEGER NOT NULL UNIQUE REFERENCES books,
    member_id INTEGER NOT NULL REFERENCES members
);
CREATE TABLE IF NOT EXISTS bookings (
    room_id INTEGER NOT NULL, member_id INTEGER NOT NULL REFERENCES members
);
"""


def connect(settings: Settings) -> sqlite3.Connection:
    """Open the database; create its tables if they are not there yet."""
    connection = sqlite3.connect(settings.database, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.executescript(TABLES)
    return connection


def get_connection(
    settings: Annotated[Settings, Depends(get_settings)],
) -> Generator[sqlite3.Connection]:
    """Provide a connection, and commit what was done with it."""
    connection = connect(settings)
    try:
        yield connection
        connection.commit()
    finally:
        connection.close()


Connection = Annotated[sqlite3.Connection, Depends(get_connection, scope="function")]
