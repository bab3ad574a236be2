# What responses there are is a dictionary by status.
# outcome: import
# raises: 'list' object is not a mapping
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Problem(BaseModel):
    detail: str


PROBLEMS = [{"description": "gone"}]


@app.get("/listed", responses=[{"model": Problem}])  # type: ignore[arg-type]  # E[fastapi-response-type]
def listed() -> int:
    return 1


@app.get("/named", responses=PROBLEMS)  # type: ignore[arg-type]  # E[fastapi-response-type]
def named() -> int:
    return 1


@app.get("/right", responses={410: {"model": Problem}})
def right() -> int:
    return 1


@app.get("/empty", responses={})
def empty() -> int:
    return 1
