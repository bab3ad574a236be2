# FastAPI makes a response model of the annotation, and refuses it.
# outcome: import
# raises: AssertionError: Status code 204 must not have a response body
from fastapi import FastAPI

app = FastAPI()


@app.delete("/items/{item_id}", status_code=204)
def delete_item(item_id: int) -> dict[str, int]:  # E[fastapi-no-body]
    return {"deleted": item_id}
