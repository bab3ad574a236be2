# What cannot be called is no dependency.
# outcome: import
# raises: TypeError: <generator object get_db at
from collections.abc import Iterator

from fastapi import Depends, FastAPI

app = FastAPI()


class Session:
    pass


def get_db() -> Iterator[Session]:
    yield Session()


@app.get("/")
def read(session: Session = Depends(get_db())) -> None:  # E[fastapi-depends]
    return None
