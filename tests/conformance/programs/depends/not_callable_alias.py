# outcome: import
# raises: TypeError: 'Ada' is not a callable object
from typing import Annotated

from fastapi import Depends, FastAPI

app = FastAPI()
Name = Annotated[str, Depends("Ada")]  # E[fastapi-depends]


@app.get("/")
def read(name: Name) -> None:
    return None
