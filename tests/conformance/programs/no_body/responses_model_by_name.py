# The status among the additional responses is a string, an enumeration or a name.
# outcome: import
# raises: AssertionError: Status code 304 must not have a response body
from http import HTTPStatus

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str


@app.put(
    "/items",
    responses={
        404: {"model": Item},
        HTTPStatus.NOT_MODIFIED: {"model": Item},  # E[fastapi-no-body]
    },
)
def put_items() -> list[Item]:
    return []
