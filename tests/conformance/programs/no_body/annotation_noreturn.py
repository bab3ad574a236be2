# `NoReturn` is not None for FastAPI.
# outcome: import
# raises: AssertionError: Status code 204 must not have a response body
from typing import NoReturn

from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.delete("/items", status_code=204)
def delete_items() -> NoReturn:  # E[fastapi-no-body]
    raise HTTPException(405)
