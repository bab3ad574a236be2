# The additional responses of an application are those of each of its routes.
# outcome: import
# raises: AssertionError: Status code 204 must not have a response body
from fastapi import FastAPI

app = FastAPI(
    title="Items",
    responses={204: {"model": list[int]}},  # E[fastapi-no-body]
)


@app.get("/items")
def read_items() -> list[int]:
    return []
