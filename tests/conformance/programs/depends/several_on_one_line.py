# Each parameter is reported, also when they share a line.
# outcome: silent
from typing import Annotated

from fastapi import Depends, FastAPI

app = FastAPI()


def get_id() -> int:
    return 3


# fmt: off
@app.get("/")
def read(a: str = Depends(get_id), b: list[int] = Depends(get_id)) -> None: ...  # E[fastapi-depends] E[fastapi-depends]


@app.get("/annotated")
def annotated(a: Annotated[str, Depends(get_id)], b: Annotated[int, Depends(get_id)]) -> None: ...  # E[fastapi-depends]
