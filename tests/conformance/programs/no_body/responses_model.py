# A model for a status without a body among the additional responses.
# outcome: import
# raises: AssertionError: Status code 204 must not have a response body
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str


@app.put("/items", responses={204: {"model": Item}})  # E[fastapi-no-body]
def put_items() -> list[Item]:
    return []
