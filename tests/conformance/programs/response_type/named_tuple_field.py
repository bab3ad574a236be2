# And for those of a NamedTuple.
# outcome: import
# raises: FastAPIError: Invalid args for response field!
from typing import NamedTuple

from fastapi import FastAPI

app = FastAPI()


class Name:
    text = "a"


class User(NamedTuple):
    id: int
    name: Name


@app.get("/")
def read() -> User:  # E[fastapi-response-type]
    return User(1, Name())
