from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends
from typing_extensions import Self


class Session:
    def __init__(self) -> None:
        self.rows: dict[int, str] = {1: "one"}
        self.closed = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        self.closed = True


class SessionMaker:
    def __call__(self) -> Session:
        return Session()


make_session = SessionMaker()


async def get_session() -> AsyncIterator[Session]:
    async with make_session() as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]
