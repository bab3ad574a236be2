# Pydantic has no schema for a class of one's own.
# outcome: import
# raises: FastAPIError: Invalid args for response field!
from fastapi import FastAPI

app = FastAPI()


class User:
    def __init__(self) -> None:
        self.name = "a"


@app.get("/user")
def user() -> User:  # E[fastapi-response-type]
    return User()
