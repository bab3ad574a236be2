# A comment silences the report, by its own code or by the one of the family.
# outcome: silent
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI

app = FastAPI()


class Session:
    def commit(self) -> None: ...


def get_session() -> Iterator[Session]:
    session = Session()
    yield session
    session.commit()


SessionDep = Annotated[Session, Depends(get_session)]  # type: ignore[fastapi-late-commit]


@app.get("/")
def read(
    a: Annotated[Session, Depends(get_session)],  # type: ignore[fastapi-late-commit]
    b: Annotated[Session, Depends(get_session)],  # type: ignore[fastapi]
    c: Annotated[Session, Depends(get_session)],  # type: ignore
    d: Annotated[Session, Depends(get_session)],  # type: ignore[fastapi-scope]  # E[fastapi-late-commit]
    e: SessionDep,
) -> None: ...
