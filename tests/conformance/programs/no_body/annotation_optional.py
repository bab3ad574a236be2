# A model that may be None is a response model as well.
# outcome: import
# raises: AssertionError: Status code 204 must not have a response body
from fastapi import FastAPI

app = FastAPI()


@app.delete("/items/{item_id}", status_code=204)
async def delete_item(item_id: int) -> str | None:  # E[fastapi-no-body]
    return None
