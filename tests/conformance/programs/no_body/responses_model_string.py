# outcome: import
# raises: AssertionError: Status code 204 must not have a response body
from fastapi import FastAPI

app = FastAPI()


@app.put("/items", responses={"204": {"model": list[int]}})  # E[fastapi-no-body]
def put_items() -> list[int]:
    return []
