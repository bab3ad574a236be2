# A dataclass is a model, if all its fields are.
# outcome: import
# raises: FastAPIError: Invalid args for response field!
from dataclasses import dataclass

from fastapi import FastAPI

app = FastAPI()


class Name:
    text = "a"


@dataclass
class User:
    id: int
    name: Name


@app.get("/")
def read() -> User:  # E[fastapi-response-type]
    return User(1, Name())
