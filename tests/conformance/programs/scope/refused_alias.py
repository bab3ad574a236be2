# The same through aliases, with a plain function that has the scope, asynchronously.
# outcome: import
# raises: DependencyScopeError: The dependency "get_repository" has a scope of "request"
from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, FastAPI

FUNCTION = "function"


class Session: ...


async def get_session() -> Session:
    return Session()


SessionDep = Annotated[Session, Depends(get_session, scope=FUNCTION)]
MARKER = Depends(get_session, scope="function")


async def get_repository(session: SessionDep) -> AsyncIterator[Session]:  # E[fastapi-scope]
    yield session


class Factory:
    async def __call__(
        self,
        session: Session = MARKER,  # E[fastapi-scope]
    ) -> AsyncIterator[Session]:
        yield session


factory = Factory()
RepositoryDep = Annotated[Session, Depends(get_repository)]
app = FastAPI(dependencies=[Depends(factory)])


@app.get("/")
async def read(repository: RepositoryDep) -> None: ...
