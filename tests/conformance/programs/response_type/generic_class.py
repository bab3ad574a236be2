# Arguments make no schema for a generic class.
# outcome: import
# raises: FastAPIError: Invalid args for response field!
from typing import Generic, TypeVar

from fastapi import FastAPI

T = TypeVar("T")
app = FastAPI()


class Page(Generic[T]):
    items: list[T] = []


@app.get("/")
def read() -> Page[int]:  # E[fastapi-response-type]
    return Page()
