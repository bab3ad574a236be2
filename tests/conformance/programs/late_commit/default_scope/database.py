from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends

log: list[str] = []


class Session:
    def commit(self) -> None:
        log.append("commit")


def get_session() -> Iterator[Session]:
    session = Session()
    yield session
    session.commit()


SessionDep = Annotated[Session, Depends(get_session)]


class Repository:
    def __init__(self, session: SessionDep, other: Session = Depends(get_session)) -> None:
        self.session = session
