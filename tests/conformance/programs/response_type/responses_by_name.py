# Responses that several routes share are reported where the model stands.
# outcome: import
# raises: FastAPIError: Invalid args for response field!
from typing import Any

from fastapi import FastAPI

app = FastAPI()


class Problem:
    detail = "a"


RESPONSES: dict[int | str, dict[str, Any]] = {
    404: {"model": list[Problem]},  # E[fastapi-response-type]
}


@app.get("/", responses=RESPONSES)
def read() -> str:
    return "a"


@app.get("/other", responses=RESPONSES)
def other() -> str:
    return "a"
