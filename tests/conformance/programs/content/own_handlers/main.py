# A handler of the application's own may encode the detail, whichever module registers it.
from fastapi import FastAPI, HTTPException, Request
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel

from content.own_handlers import routes

app = FastAPI()
app.include_router(routes.router)


class Problem(BaseModel):
    text: str = "no"


@app.exception_handler(HTTPException)
def answer(request: Request, error: HTTPException) -> JSONResponse:
    return JSONResponse(jsonable_encoder(error.detail), error.status_code)


@app.get("/")
def model() -> None:
    raise HTTPException(400, Problem())


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == {"text": "no"}
    assert client.get("/elsewhere").json() == {"at": "2020-01-01T00:00:00"}
