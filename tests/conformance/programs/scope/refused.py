# A request-scoped generator over a function-scoped dependency: FastAPI says no.
# outcome: import
# raises: DependencyScopeError: The dependency "get_repository" has a scope of "request"
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI

app = FastAPI()


class Session: ...


def get_session() -> Iterator[Session]:
    yield Session()


def get_repository(
    session: Annotated[Session, Depends(get_session, scope="function")],  # E[fastapi-scope]
) -> Iterator[Session]:
    yield session


@app.get("/")
def read(
    a: Annotated[Session, Depends(get_repository)],
    b: Annotated[Session, Depends(get_repository, scope="request")],
    c: Annotated[Session, Depends(get_repository, scope="function")],
) -> None: ...
