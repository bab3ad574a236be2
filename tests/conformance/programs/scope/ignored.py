# A comment silences the report, by its own code or by the one of the family.
# outcome: silent
from collections.abc import Iterator
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI

app = FastAPI()


class Session:
    def close(self) -> None: ...


def get_session() -> Iterator[Session]:
    session = Session()
    yield session
    session.close()  # E[fastapi-teardown]


@app.get("/")
def read(
    session: Annotated[Session, Depends(get_session, scope="function")], tasks: BackgroundTasks
) -> None:
    tasks.add_task(print, session)  # type: ignore[fastapi-scope]
    tasks.add_task(print, session)  # type: ignore[fastapi]
    tasks.add_task(print, session)  # type: ignore
    tasks.add_task(print, session)  # type: ignore[fastapi-depends]  # E[fastapi-scope]
