# A scoped router sees through plain functions while the application is imported.
# outcome: import
# raises: DependencyScopeError: The dependency 'audited' of GET / has a scope of "request"
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends
from scoped_fastapi import ScopedRouter, response_scoped_dependency

router = ScopedRouter()


class Session:
    def close(self) -> None: ...


@response_scoped_dependency
def get_session() -> Iterator[Session]:
    session = Session()
    yield session
    session.close()  # E[fastapi-teardown]


def get_users(session: Annotated[Session, Depends(get_session)]) -> Session:
    return session


def audited(
    session: Annotated[Session, Depends(get_users)],  # E[fastapi-scope]
) -> Iterator[Session]:
    yield session


@router.get("/")
def read(session: Annotated[Session, Depends(audited)]) -> None: ...
