# `Any` is a response model as well.
# outcome: import
# raises: AssertionError: Status code 204 must not have a response body
from typing import Any

from fastapi import FastAPI

app = FastAPI()


@app.delete("/items/{item_id}", status_code=204)
def delete_item(item_id: int) -> Any:  # E[fastapi-no-body]
    return None
