# A function that is no generator, and returns an iterator.
# outcome: import
# raises: FastAPIError: Invalid args for response field!
# fastapi: 0.141
from collections.abc import Iterator

from fastapi import FastAPI

app = FastAPI()


@app.get("/")
def read() -> Iterator[int]:  # E[fastapi-response-type]
    return iter([1])
