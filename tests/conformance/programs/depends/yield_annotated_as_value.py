# A `yield` function that is annotated with the type it yields: its annotation is wrong for a
# checker, its uses are right.
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class Session:
    pass


def session() -> Session:  # type: ignore[misc]
    yield Session()


async def async_session() -> Session:  # type: ignore[misc]
    yield Session()


SessionDep = Annotated[Session, Depends(session)]


@app.get("/")
async def read(
    a: Annotated[Session, Depends(session)],
    b: Annotated[Session, Depends(async_session)],
    c: SessionDep,
    d: Session = Depends(async_session),
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["Session"] * 4
