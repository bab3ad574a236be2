# A protocol of one's own has no schema.
# outcome: import
# raises: FastAPIError: Invalid args for response field!
from typing import Protocol

from fastapi import FastAPI

app = FastAPI()


class Named(Protocol):
    name: str


@app.get("/")
def read() -> Named | None:  # E[fastapi-response-type]
    return None
