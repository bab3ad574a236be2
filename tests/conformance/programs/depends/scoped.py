# The typed `Depends` and `Security`, and what a response-scoped dependency provides.
# outcome: silent
from collections.abc import AsyncIterator
from typing import Annotated

import scoped_fastapi
from fastapi import Depends as PlainDepends
from fastapi import FastAPI
from fastapi.testclient import TestClient
from scoped_fastapi import Depends, ScopedRouter, Security, response_scoped_dependency

app = FastAPI()
router = ScopedRouter()


class Session:
    pass


@response_scoped_dependency
async def session() -> AsyncIterator[Session]:
    yield Session()


def get_id() -> int:
    return 3


SessionDep = Annotated[str, Depends(session)]  # E[fastapi-depends]


@router.get("/")
async def read(
    a: Annotated[str, Depends(session)],  # E[fastapi-depends]
    b: Annotated[str, PlainDepends(session)],  # E[fastapi-depends]
    c: Annotated[str, Security(get_id)],  # E[fastapi-depends]
    d: Annotated[str, scoped_fastapi.Depends(get_id)],  # E[fastapi-depends]
    e: SessionDep,
    f: str = Depends(session),  # E[fastapi-depends]
    g: str = Security(get_id, scopes=["read"]),  # E[fastapi-depends]
    h: str = PlainDepends(session),  # E[fastapi-depends]
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f, g, h)]


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    names = ["Session", "Session", "int", "int", "Session", "Session", "int", "Session"]
    assert client.get("/").json() == names
