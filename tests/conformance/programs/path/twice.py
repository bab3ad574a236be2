# A path with the same parameter twice.
# outcome: import
# raises: ValueError: Duplicated param name id
from fastapi import FastAPI

app = FastAPI()


@app.get("/users/{id}/items/{id}")  # E[fastapi-path]
def read_item(id: int) -> int:
    return id
