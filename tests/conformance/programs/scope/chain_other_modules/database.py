from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends

log: list[str] = []


class Session:
    closed = False

    def use(self) -> None:
        log.append("closed" if self.closed else "open")


async def get_session() -> AsyncIterator[Session]:
    session = Session()
    yield session
    session.closed = True


SessionDep = Annotated[Session, Depends(get_session, scope="function")]
