# Where no request can hold the type, FastAPI refuses the route.
# outcome: import
# raises: Invalid args for response field
from typing import Annotated

from fastapi import Depends, FastAPI

app = FastAPI()


class Session:
    def __init__(self) -> None:
        self.rows = [1]


def get_session() -> Session:
    return Session()


@app.get("/rows")
def read_rows(session: Annotated[Session, get_session]) -> list[int]:  # E[fastapi-annotated]
    return session.rows


@app.get("/first")
def read_first(session: Annotated[Session, Depends]) -> int:  # E[fastapi-annotated]
    return session.rows[0]


@app.get("/last")
def read_last(session: Annotated[Session, Session]) -> int:  # E[fastapi-annotated]
    return session.rows[-1]
