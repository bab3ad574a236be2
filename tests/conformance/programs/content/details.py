# The detail of an HTTPException becomes the content of a JSONResponse.
# outcome: 500
from datetime import datetime
from uuid import UUID

from fastapi import FastAPI, HTTPException
from fastapi.testclient import TestClient
from pydantic import BaseModel
from starlette.exceptions import HTTPException as StarletteHTTPException

app = FastAPI()


class Problem(BaseModel):
    text: str = "no"


class NotFound(HTTPException):
    pass


@app.get("/model")
def model() -> None:
    raise HTTPException(400, Problem())  # E[fastapi-content]


@app.get("/display/{item_id}")
def display(item_id: UUID) -> None:
    raise HTTPException(
        status_code=404,
        detail={
            "id": item_id,  # E[fastapi-content]
            "at": datetime.now(),  # E[fastapi-content]
            "text": "no",
        },
    )


@app.get("/error")
def error() -> None:
    try:
        int("a")
    except ValueError as problem:
        raise HTTPException(400, detail=problem) from problem  # E[fastapi-content]


@app.get("/derived")
def derived() -> None:
    raise NotFound(404, Problem())  # E[fastapi-content]


@app.get("/starlette")
def of_starlette() -> None:
    raise StarletteHTTPException(404, Problem())  # type: ignore[arg-type]  # E[fastapi-content]


def demonstrate(client: TestClient) -> None:
    item_id = "00000000-0000-0000-0000-000000000000"
    for path in ("/model", f"/display/{item_id}", "/error", "/derived", "/starlette"):
        assert client.get(path).status_code == 500, path
