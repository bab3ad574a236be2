# Python tells no signature of a `NewType` of a number or a text, so that FastAPI refuses it.
# outcome: import
# raises: is not supported by signature
from typing import Annotated, NewType

from fastapi import Depends, FastAPI

app = FastAPI()

UserId = NewType("UserId", int)


def get_user_id() -> UserId:
    return UserId(1)


@app.get("/right")
def right(user: Annotated[UserId, Depends(get_user_id)]) -> int:
    return user


@app.get("/")
def read(user: Annotated[UserId, Depends(UserId)]) -> int:  # E[fastapi-depends]
    return user
