# `Optional[None]` is the type of None, and not None.
# outcome: import
# raises: AssertionError: Status code 204 must not have a response body
from typing import Optional

from fastapi import FastAPI

app = FastAPI()


@app.delete("/items", status_code=204)
def delete_items() -> Optional[None]:  # E?[fastapi-no-body]
    return None
