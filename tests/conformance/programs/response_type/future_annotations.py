# Annotations that are strings are looked up among the globals.
# outcome: import
# raises: FastAPIError: Invalid args for response field!
from __future__ import annotations

from fastapi import FastAPI

app = FastAPI()


class User:
    name = "a"


Users = list[User]


@app.get("/users")
def read() -> Users:  # E[fastapi-response-type]
    return []
