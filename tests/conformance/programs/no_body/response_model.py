# outcome: import
# raises: AssertionError: Status code 204 must not have a response body
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str


@app.delete("/items", status_code=204, response_model=Item)  # E[fastapi-no-body]
def delete_items() -> None:
    return None
