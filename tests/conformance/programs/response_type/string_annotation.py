# A string annotation is an annotation.
# outcome: import
# raises: FastAPIError: Invalid args for response field!
from fastapi import FastAPI

app = FastAPI()


class User:
    name = "a"


@app.get("/users")
def read() -> "list[User]":  # E[fastapi-response-type]
    return []
