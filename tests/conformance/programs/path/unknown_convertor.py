# Starlette has a few convertors, and no others unless they are registered.
# outcome: import
# raises: AssertionError: Unknown path convertor 'integer'
from fastapi import FastAPI

app = FastAPI()


@app.get("/{x:integer}")  # E[fastapi-path]
def read(x: int) -> int:
    return x
