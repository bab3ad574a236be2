# What is said of a response has to be a dictionary.
# outcome: import
# raises: AssertionError: An additional response must be a dict
from fastapi import APIRouter, FastAPI
from pydantic import BaseModel

app = FastAPI()


class Problem(BaseModel):
    detail: str


TEXT = "There is no such book"
COMMON = {403: Problem}  # E[fastapi-response-type]
router = APIRouter(responses={401: Problem})  # E[fastapi-response-type]


@app.get("/v1", responses={404: {"model": Problem}, 422: {}, "default": {"description": TEXT}})
def right() -> str:
    return "a"


@app.get("/1", responses={404: Problem})  # E[fastapi-response-type]
def a_class() -> str:
    return "a"


@app.get("/2", responses={404: "There is no such book"})  # E[fastapi-response-type]
def a_text() -> str:
    return "a"


@app.get("/3", responses={404: TEXT})  # E[fastapi-response-type]
def a_name() -> str:
    return "a"


@app.get("/4", responses={**COMMON, 404: {"model": Problem}})
def from_elsewhere() -> str:
    return "a"


@app.get("/5", responses={404: [Problem]})  # E[fastapi-response-type]
def a_list() -> str:
    return "a"


@app.get("/6", responses=COMMON | {404: None})  # E[fastapi-response-type]
def nothing() -> str:
    return "a"
