# A marker around a marker: FastAPI calls a dependency, and what it is given here is none.
# outcome: import
# raises: is not a callable object
from typing import Annotated

from fastapi import Depends, FastAPI

app = FastAPI()


def get_user() -> str:
    return "Ada"


current_user = Depends(get_user)


@app.get("/")
def read(user: Annotated[str, Depends(current_user)]) -> str:  # E[fastapi-depends]
    return user
