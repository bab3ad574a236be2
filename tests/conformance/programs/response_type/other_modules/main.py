# The class, the alias and the handler of different modules.
# outcome: import
# raises: FastAPIError: Invalid args for response field!
from fastapi import FastAPI

from .tables import Users

app = FastAPI()


@app.get("/users")
def users() -> Users:  # E[fastapi-response-type]
    return []
