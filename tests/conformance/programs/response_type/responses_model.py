# The models of other responses are fields as well.
# outcome: import
# raises: FastAPIError: Invalid args for response field!
from fastapi import FastAPI

app = FastAPI()


class Problem(Exception):
    pass


@app.get(
    "/",
    responses={
        200: {"description": "fine"},
        404: {"model": Problem},  # E[fastapi-response-type]
    },
)
def read() -> str:
    return "a"
