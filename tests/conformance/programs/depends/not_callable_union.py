# `Depends()` takes the type of the parameter, and a union cannot be called.
# outcome: import
# raises: is not a callable object
from typing import Annotated

from fastapi import Depends, FastAPI

app = FastAPI()


class Pages:
    pass


@app.get("/")
def read(pages: Annotated[Pages | None, Depends()] = None) -> None:  # E[fastapi-depends]
    return None
