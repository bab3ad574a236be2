# A NewType is what it is made of.
# outcome: import
# raises: FastAPIError: Invalid args for response field!
from typing import NewType

from fastapi import FastAPI

app = FastAPI()


class User:
    pass


Admin = NewType("Admin", User)


@app.get("/", response_model=Admin)  # E[fastapi-response-type]
def read():
    return Admin(User())
