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


def get_repository(session: Session = Depends(get_session)) -> Session:
    return session
