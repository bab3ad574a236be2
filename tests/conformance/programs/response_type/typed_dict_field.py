# The same holds for the items of a TypedDict.
# outcome: import
# raises: FastAPIError: Invalid args for response field!
from fastapi import FastAPI
from typing_extensions import TypedDict

app = FastAPI()


class Name:
    text = "a"


class User(TypedDict):
    id: int
    name: Name


@app.get("/", response_model=list[User])  # E[fastapi-response-type]
def read():
    return []
