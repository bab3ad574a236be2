# A string annotation is an annotation.
# outcome: import
# raises: AssertionError: Status code 204 must not have a response body
from __future__ import annotations

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str


@app.delete("/items", status_code=204)
def delete_items() -> list[Item]:  # E[fastapi-no-body]
    return []
